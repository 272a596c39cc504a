package dev.larkspur.adapters.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larkspur.application.Cast;
import dev.larkspur.application.token.port.TokenRefresh.Answer;
import dev.larkspur.application.token.port.TokenRefresh.Reason;
import dev.larkspur.domain.access.Operation;
import dev.larkspur.domain.access.Reach;
import dev.larkspur.domain.identity.Person;
import dev.larkspur.domain.token.Ending;
import dev.larkspur.domain.token.PlatformError;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RefreshTest {
  private static final PlatformError ERROR = new PlatformError("20074", "switched off", "log-9");

  private final RestServer server = new RestServer();
  private final String key = server.key();
  private final Person ann = server.somebody();
  private final String path = RestServer.path(ann) + "/token";

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void T17_a_refresh_answers_with_the_new_token_and_never_with_the_old() {
    var old = server.granted(ann);
    var next = Cast.pair(server.clock.instant());
    server.platform.next = new Answer.Next(next);

    var answer = server.post(path + "/refresh", key, null);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    assertThat(answer.json())
        .containsEntry("access_token", next.access().reveal())
        .containsEntry("epoch", 2)
        .containsEntry("state", "active");
    assertThat(answer.text()).doesNotContain(old.access().reveal());
  }

  @Test
  void who_names_the_token_that_failed_gets_the_one_that_is_newer_already() {
    server.granted(ann);
    server.platform.next = new Answer.Next(Cast.pair(server.clock.instant()));
    assertThat(server.post(path + "/refresh?epoch=1", key, null).get("epoch")).isEqualTo(2);
    assertThat(server.post(path + "/refresh?epoch=1", key, null).get("epoch")).isEqualTo(2);
    assertThat(server.post(path + "/refresh?epoch=2", key, null).get("epoch")).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"epoch=", "epoch=-1", "epoch=x", "epoch=1&epoch=2"})
  void an_epoch_is_one_whole_number(String query) {
    server.granted(ann);
    server.post(path + "/refresh?" + query, key, null).isInvalid("epoch");
  }

  @Test
  void where_the_platform_is_out_of_order_the_answer_says_when_to_come_back() {
    server.granted(ann);

    var answer = server.post(path + "/refresh", key, null).isProblem(503, "refresh_unavailable");

    assertThat(answer.header("Retry-After")).isEqualTo("7");
    assertThat(answer.json())
        .containsEntry("retryable", true)
        .containsEntry("platform_code", "20072")
        .containsEntry("log_id", "log-1");
  }

  @Test
  void a_lost_answer_leaves_the_token_served_and_says_so() {
    server.granted(ann);
    server.platform.next = new Answer.Unknown(new PlatformError("no_answer", null, null));

    server.post(path + "/refresh", key, null).isProblem(503, "refresh_unavailable");

    assertThat(server.get(path, key).json())
        .containsEntry("state", "uncertain")
        .containsEntry("epoch", 1);
    server.post(path + "/refresh", key, null).isProblem(503, "refresh_unavailable");
  }

  @Test
  void a_misconfigured_app_is_the_operators_affair() {
    server.granted(ann);
    server.platform.next = new Answer.Misconfigured(ERROR);

    assertThat(server.post(path + "/refresh", key, null).isProblem(502, "platform_error").json())
        .containsEntry("platform_code", "20074")
        .containsEntry("log_id", "log-9")
        .containsEntry("retryable", false);
    assertThat(server.get(path, key).status()).isEqualTo(200);
  }

  @Test
  void a_refresh_that_is_refused_for_good_leaves_the_valid_token_and_asks_for_consent() {
    server.granted(ann);
    server.platform.next = new Answer.Refused(Ending.ALREADY_USED, ERROR);

    server.post(path + "/refresh", key, null).isProblem(404, "authorization_required");

    assertThat(server.get(path, key).status()).isEqualTo(200);
    server.clock.advance(Duration.ofHours(2));
    server.get(path, key).isProblem(404, "authorization_required");
  }

  @Test
  void a_token_that_is_over_is_refreshed_before_the_answer() {
    server.granted(ann);
    server.clock.advance(Duration.ofHours(3));
    var next = Cast.pair(server.clock.instant());
    server.platform.next = new Answer.Next(next);

    assertThat(server.get(path, key).get("access_token")).isEqualTo(next.access().reveal());
  }

  @Test
  void a_valid_token_is_never_withheld_because_it_cannot_be_refreshed() {
    server.granted(ann);
    server.clock.advance(Duration.ofMinutes(119));
    server.platform.next =
        new Answer.TurnedAway(Reason.NOT_SENT, Duration.ZERO, new PlatformError("x", null, null));

    assertThat(server.get(path + "?min_ttl=600", key).get("expires_in")).isEqualTo(60);
  }

  @Test
  void nobody_is_refreshed_who_never_consented() {
    server.post(path + "/refresh", key, null).isProblem(404, "authorization_required");
    server.delete(path, key).isProblem(404, "authorization_required");
  }

  @Test
  void T18_what_is_revoked_is_revoked_at_the_platform_too_and_stays_so() {
    var pair = server.granted(ann);

    assertThat(server.delete(path, key).status()).isEqualTo(204);

    assertThat(server.platform.revoked)
        .singleElement()
        .satisfies(told -> assertThat(told.access()).isEqualTo(pair.access()));
    server.get(path, key).isProblem(404, "authorization_required");
    server.post(path + "/refresh", key, null).isProblem(409, "conflict");
    assertThat(server.delete(path, key).status()).isEqualTo(204);
    assertThat(server.platform.revoked).hasSize(1);
  }

  @Test
  void each_call_has_its_operation() {
    server.granted(ann);
    var others = EnumSet.complementOf(EnumSet.of(Operation.TOKENS_READ));
    var reader = server.key(Reach.EVERYONE, Set.of(Operation.TOKENS_READ));
    server
        .post(path + "/refresh", server.key(Reach.EVERYONE, others), null)
        .isProblem(403, "forbidden");
    server.delete(path, reader).isProblem(403, "forbidden");
    server.post(path + "/refresh", null, null).isProblem(401, "unauthenticated");
    server.delete(path, null).isProblem(401, "unauthenticated");
  }
}
