package dev.larkspur.application.keys.port;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What everything that seals for other stores keeps to. */
public interface SealingContract {
  byte[] CLEAR = "u-a-token".getBytes(UTF_8);

  Sealing sealing();

  @Test
  default void what_was_sealed_opens_in_its_place() {
    var sealed = sealing().seal(CLEAR, "here");
    assertThat(sealing().open(sealed, "here"))
        .hasValueSatisfying(open -> assertThat(open).isEqualTo(CLEAR));
    assertThat(new String(sealed, ISO_8859_1)).doesNotContain("token");
  }

  @Test
  default void it_opens_nowhere_else_and_not_when_it_was_changed() {
    var sealed = sealing().seal(CLEAR, "here");
    assertThat(sealing().open(sealed, "there")).isEmpty();
    for (int i = 0; i < sealed.length; i++) {
      var changed = sealed.clone();
      changed[i] ^= 1;
      assertThat(sealing().open(changed, "here")).as("byte %d", i).isEmpty();
    }
    assertThat(sealing().open(new byte[0], "here")).isEmpty();
    assertThat(sealing().open(new byte[] {1, 2, 3}, "here")).isEmpty();
  }

  @Test
  default void the_same_is_sealed_otherwise_each_time() {
    assertThat(sealing().seal(CLEAR, "here")).isNotEqualTo(sealing().seal(CLEAR, "here"));
  }
}
