package dev.larkspur.application.token.port;

import static dev.larkspur.application.Cast.ANN;
import static dev.larkspur.application.Cast.BO;
import static dev.larkspur.application.Cast.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.larkspur.application.memory.Horizon;
import dev.larkspur.application.token.port.TokenMemory.Shared;
import dev.larkspur.domain.identity.AppId;
import dev.larkspur.domain.identity.Person;
import dev.larkspur.domain.token.Lendable;
import dev.larkspur.domain.token.Scopes;
import dev.larkspur.domain.token.Secret;
import org.junit.jupiter.api.Test;

/** What every memory that instances share keeps to, while it is in order. */
public interface TokenMemoryContract {
  /** One with nothing in it. What is kept in it can be found soon. */
  TokenMemory empty();

  /** Waits until it is found; null: it does not come. */
  Shared awaitKept(TokenMemory memory, Person person) throws InterruptedException;

  static Shared shared(Person person, String access, long epoch) {
    return new Shared(
        new Lendable(
            person,
            new Secret(access),
            NOON,
            NOON.plusSeconds(7200),
            Scopes.of("docx:document", "offline_access"),
            epoch,
            true,
            false),
        new Horizon("7/16384/00000001", 812, 815));
  }

  @Test
  default void what_was_kept_is_found_as_it_was() throws Exception {
    var memory = empty();
    var shared = shared(ANN, "u-" + "t".repeat(1500), 7);
    memory.keep(shared);
    assertThat(awaitKept(memory, ANN)).isEqualTo(shared);
  }

  @Test
  default void of_others_there_is_nothing() throws Exception {
    var memory = empty();
    memory.keep(shared(ANN, "u-ann", 7));
    assertThat(awaitKept(memory, ANN)).isNotNull();
    assertThat(memory.find(BO)).isEmpty();
    assertThat(memory.find(new Person(new AppId("cli_other"), ANN.openId()))).isEmpty();
  }

  @Test
  default void what_is_kept_later_replaces_what_there_was() throws Exception {
    var memory = empty();
    memory.keep(shared(ANN, "u-old", 7));
    assertThat(awaitKept(memory, ANN)).isNotNull();
    var later = shared(ANN, "u-new", 8);
    memory.keep(later);
    Shared found = null;
    for (int tries = 0; !later.equals(found) && tries < 200; tries++) {
      Thread.sleep(10);
      found = memory.find(ANN).orElseThrow();
    }
    assertThat(found).isEqualTo(later);
  }
}
