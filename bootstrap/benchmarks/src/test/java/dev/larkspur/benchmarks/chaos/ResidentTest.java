package dev.larkspur.benchmarks.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.larkspur.sandbox.world.SamplePerson;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What the harness takes for a wrong answer. */
class ResidentTest {
  private final Resident ann =
      new Resident(
          new SamplePerson(
              "ou_ann",
              "on_ann",
              "ann",
              "安",
              "Ann",
              "ann@example.com",
              "ann@example.com",
              "1",
              "1",
              "t",
              "oc_ann",
              0,
              true));
  private final Instant now = Instant.now();

  private static Answer served(String token, long epoch, Instant asked) {
    var body =
        JsonNodeFactory.instance
            .objectNode()
            .put("access_token", token)
            .put("epoch", epoch)
            .put("expires_at", asked.plusSeconds(20).toString());
    return new Answer(asked, asked.plusMillis(10), Answer.SERVED, body);
  }

  private static Answer refused(Instant asked) {
    return new Answer(
        asked, asked.plusMillis(10), "refresh_unavailable", JsonNodeFactory.instance.objectNode());
  }

  @Test
  void an_older_token_may_come_within_a_second_and_not_later() {
    assertThat(ann.served(served("two", 2, now))).isEmpty();
    assertThat(ann.served(served("one", 1, now.plusMillis(900)))).isEmpty();
    assertThat(ann.served(served("one", 1, now.plusMillis(1100))))
        .hasValue("an older token than one that was served a second before");
    assertThat(ann.newest().orElseThrow().epoch()).isEqualTo(2);
  }

  @Test
  void after_a_withdrawal_nothing_may_be_served_and_the_old_token_never_again() {
    assertThat(ann.beginWithdrawal()).isFalse(); // of nothing
    ann.served(served("old", 1, now));
    assertThat(ann.beginWithdrawal()).isTrue();
    ann.withdrawn();
    assertThat(ann.served(served("old", 1, Instant.now()))).isEmpty();
    assertThat(ann.served(served("new", 2, Instant.now().plusSeconds(2))))
        .hasValue("served after it was withdrawn");

    ann.endWithdrawal();
    assertThat(ann.served(served("new", 3, Instant.now().plusSeconds(3)))).isEmpty();
    assertThat(ann.served(served("old", 3, Instant.now().plusSeconds(4))))
        .hasValue("served after it was withdrawn");
  }

  @Test
  void a_token_that_was_served_and_lasts_may_not_be_withheld() {
    assertThat(ann.isWithheld(refused(now))).isFalse();
    ann.served(served("one", 1, now));
    assertThat(ann.isWithheld(refused(now))).isFalse(); // asked before it was known
    assertThat(ann.isWithheld(refused(now.plusSeconds(5)))).isTrue();
    assertThat(ann.isWithheld(refused(now.plusSeconds(20)))).isFalse();
  }

  @Test
  void who_withdraws_turns_to_no_card_and_is_asked_by_nobody() {
    ann.served(served("one", 1, now));
    assertThat(ann.beginConsent()).isTrue();
    assertThat(ann.beginWithdrawal()).isFalse();
    ann.endConsent();
    assertThat(ann.beginWithdrawal()).isTrue();
    assertThat(ann.beginConsent()).isFalse();
    assertThat(ann.beginRequest()).isFalse();
    ann.endWithdrawal();
    assertThat(ann.beginRequest()).isTrue();
    assertThat(ann.beginRequest()).isFalse(); // not so soon again
  }
}
