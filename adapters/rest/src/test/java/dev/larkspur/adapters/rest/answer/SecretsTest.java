package dev.larkspur.adapters.rest.answer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larkspur.application.Cast;
import dev.larkspur.application.token.UserToken;
import dev.larkspur.domain.access.Caller;
import dev.larkspur.domain.token.Secret;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SecretsTest {
  @Test
  void an_answer_with_a_secret_prints_itself_without() {
    var pair = Cast.pair(Cast.NOON);
    var left = Duration.ofHours(1);
    var token =
        new UserToken(Cast.ANN, pair.access(), pair.expiresAt(), left, pair.scopes(), 1, false);
    assertThat(TokenAnswer.of(token).toString())
        .contains(Cast.ANN.openId().value())
        .doesNotContain(pair.access().reveal());
    var key = KeyAnswer.issued(Caller.firstAdministrator(), new Secret("lk_a-key-of-a-caller"));
    assertThat(key.toString()).contains("administrator").doesNotContain("lk_a-key-of-a-caller");
    assertThat(new KeysAnswer(List.of(key)).toString()).doesNotContain("lk_a-key-of-a-caller");
  }
}
