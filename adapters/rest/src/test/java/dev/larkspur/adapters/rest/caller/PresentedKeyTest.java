package dev.larkspur.adapters.rest.caller;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PresentedKeyTest {
  @Test
  void a_key_prints_itself_without_itself() {
    assertThat(new PresentedKey("lk_a-key-of-a-caller").toString()).isEqualTo("PresentedKey[…]");
  }
}
