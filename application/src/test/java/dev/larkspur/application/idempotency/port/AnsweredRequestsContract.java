package dev.larkspur.application.idempotency.port;

import static dev.larkspur.application.Cast.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.larkspur.application.MutableClock;
import dev.larkspur.application.Race;
import dev.larkspur.application.StoreContract;
import dev.larkspur.application.idempotency.port.AnsweredRequests.Answer;
import dev.larkspur.application.idempotency.port.AnsweredRequests.Known;
import dev.larkspur.domain.token.Secret;
import java.time.Instant;
import java.util.Collections;
import org.junit.jupiter.api.Test;

/** What every store of answered requests keeps. */
public interface AnsweredRequestsContract extends StoreContract {
  Answer ANSWER = new Answer(201, "/v1/here", new Secret("{\"key\":\"lk_only-here\"}"));
  Answer BARE = new Answer(200, null, new Secret("{}"));

  private AnsweredRequests requests() {
    return empty(new MutableClock(NOON)).requests();
  }

  private static Known begin(AnsweredRequests requests, String id, String content, Instant now) {
    return requests.begin(id, content, now, now.minusSeconds(60));
  }

  @Test
  default void a_request_is_done_once_and_answered_alike() {
    var requests = requests();
    assertThat(begin(requests, "a", "x", NOON)).isEqualTo(new Known.Fresh());
    assertThat(begin(requests, "a", "x", NOON)).isEqualTo(new Known.UnderWay());
    requests.answered("a", NOON, ANSWER);
    assertThat(begin(requests, "a", "x", NOON)).isEqualTo(new Known.Answered(ANSWER));
    assertThat(begin(requests, "a", "x", NOON.plusSeconds(3600)))
        .isEqualTo(new Known.Answered(ANSWER));
    assertThat(begin(requests, "b", "x", NOON)).isEqualTo(new Known.Fresh());
    requests.answered("b", NOON, BARE);
    assertThat(begin(requests, "b", "x", NOON)).isEqualTo(new Known.Answered(BARE));
  }

  @Test
  default void a_key_stands_for_one_content() {
    var requests = requests();
    begin(requests, "a", "x", NOON);
    assertThat(begin(requests, "a", "y", NOON)).isEqualTo(new Known.Other());
    requests.answered("a", NOON, ANSWER);
    assertThat(begin(requests, "a", "y", NOON)).isEqualTo(new Known.Other());
  }

  @Test
  default void what_came_to_nothing_or_was_abandoned_may_be_done_again() {
    var requests = requests();
    begin(requests, "a", "x", NOON);
    requests.forget("a", NOON);
    assertThat(begin(requests, "a", "y", NOON)).isEqualTo(new Known.Fresh());

    assertThat(begin(requests, "a", "y", NOON.plusSeconds(60))).isEqualTo(new Known.UnderWay());
    assertThat(begin(requests, "a", "y", NOON.plusSeconds(61))).isEqualTo(new Known.Fresh());
    assertThat(begin(requests, "a", "y", NOON.plusSeconds(61))).isEqualTo(new Known.UnderWay());
  }

  @Test
  default void who_was_taken_for_dead_changes_nothing_any_more() {
    var requests = requests();
    begin(requests, "a", "x", NOON);
    var later = NOON.plusSeconds(61);
    assertThat(begin(requests, "a", "x", later)).isEqualTo(new Known.Fresh());
    requests.forget("a", NOON);
    requests.answered("a", NOON, ANSWER);
    assertThat(begin(requests, "a", "x", later)).isEqualTo(new Known.UnderWay());
    requests.answered("a", later, BARE);
    assertThat(begin(requests, "a", "x", later)).isEqualTo(new Known.Answered(BARE));
  }

  @Test
  default void of_many_at_once_one_begins() throws Exception {
    var requests = requests();
    var all = Race.of(16, () -> begin(requests, "a", "x", NOON));
    assertThat(Collections.frequency(all, new Known.Fresh())).isOne();
    assertThat(Collections.frequency(all, new Known.UnderWay())).isEqualTo(15);
  }
}
