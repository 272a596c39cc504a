package dev.larkspur.adapters.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larkspur.application.Cast;
import dev.larkspur.application.token.port.InMemoryTokenReleases;
import dev.larkspur.domain.identity.Person;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenTest {
  private static final RestServer SERVER = new RestServer();

  private final String key = SERVER.key();
  private final Person ann = SERVER.somebody();
  private final String path = RestServer.path(ann);

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  @Test
  void a_token_is_lent_with_all_that_belongs_to_it() {
    var pair = SERVER.granted(ann);
    SERVER.clock.advance(Duration.ofMinutes(30));
    var answer = SERVER.get(path + "/token?min_ttl=60&scope=docs:document:readonly", key);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).isEqualTo("application/json");
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    assertThat(answer.json())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "access_token",
                pair.access().reveal(),
                "token_type",
                "Bearer",
                "expires_at",
                pair.expiresAt().toString(),
                "expires_in",
                5400,
                "scopes",
                List.of("docs:document:readonly", "offline_access"),
                "epoch",
                1,
                "app_id",
                Cast.APP.value(),
                "open_id",
                ann.openId().value(),
                "state",
                "active"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "W/\"1\"; 304",
        "\"1\"; 304",
        "W/\"0\", W/\"1\"; 304",
        "*; 304",
        "W/\"2\"; 200",
        "1; 200",
        "W/; 200"
      })
  void a_caller_who_has_the_token_is_not_sent_it_again(String known, int status) {
    SERVER.granted(ann);
    var answer =
        SERVER.send(
            HttpRequest.newBuilder(SERVER.uri(path + "/token"))
                .header("Authorization", "Bearer " + key)
                .header("If-None-Match", known));
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.header("ETag")).isEqualTo("W/\"1\"");
    assertThat(answer.text().isEmpty()).isEqualTo(status == 304);
  }

  @Test
  void without_parameters_any_valid_token_will_do() {
    SERVER.granted(ann);
    SERVER.clock.advance(Duration.ofHours(2).minusSeconds(1));
    assertThat(SERVER.get(path + "/token", key).get("expires_in")).isEqualTo(1);
  }

  @Test
  void who_was_never_asked_has_no_token_and_the_answer_says_how_to_ask() {
    var answer = SERVER.get(path + "/token", key).isProblem(404, "authorization_required");
    assertThat(answer.object("how_to_ask"))
        .isEqualTo(Map.of("method", "POST", "path", path + "/authorizations"));
    assertThat(answer.json()).doesNotContainKeys("authorization", "errors", "missing_scopes");
  }

  @Test
  void who_is_being_asked_has_no_token_yet_and_the_answer_shows_the_open_request() {
    var asked = SERVER.asked(ann);
    var answer = SERVER.get(path + "/token", key).isProblem(404, "authorization_required");
    assertThat(answer.object("authorization"))
        .containsEntry("id", asked.id().toString())
        .containsEntry("state", "pending");
    assertThat(answer.json()).doesNotContainKey("how_to_ask");
  }

  @Test
  void a_request_that_time_has_caught_up_with_counts_as_none() {
    SERVER.asked(ann);
    SERVER.clock.advance(Cast.PATIENCE);
    var answer = SERVER.get(path + "/token", key).isProblem(404, "authorization_required");
    assertThat(answer.json()).containsKey("how_to_ask");
  }

  @Test
  void a_token_that_is_over_for_good_has_to_be_asked_for_again() {
    SERVER.granted(ann);
    SERVER.clock.advance(Duration.ofDays(7));
    SERVER.get(path + "/token", key).isProblem(404, "authorization_required");
  }

  @Test
  void missing_scopes_are_named() {
    SERVER.granted(ann);
    var answer =
        SERVER
            .get(path + "/token?scope=offline_access&scope=x:y&scope=a:b", key)
            .isProblem(403, "insufficient_scope");
    assertThat(answer.get("missing_scopes")).isEqualTo(List.of("a:b", "x:y"));
  }

  @Test
  void a_min_ttl_beyond_half_of_the_tokens_life_is_refused_with_the_longest() {
    SERVER.granted(ann);
    assertThat(SERVER.get(path + "/token?min_ttl=3600", key).status()).isEqualTo(200);
    var answer = SERVER.get(path + "/token?min_ttl=3601", key).isInvalid("min_ttl");
    assertThat(answer.get("detail").toString()).contains("3600");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "min_ttl=-1",
        "min_ttl=",
        "min_ttl=1.5",
        "min_ttl=60s",
        "min_ttl=%2B60",
        "min_ttl=%D9%A1",
        "min_ttl=9999999999",
        "min_ttl=60&min_ttl=60"
      })
  void a_min_ttl_is_one_whole_number_of_seconds(String query) {
    SERVER.granted(ann);
    SERVER.get(path + "/token?" + query, key).isInvalid("min_ttl");
  }

  @ParameterizedTest
  @ValueSource(strings = {"scope=", "scope=a%20b", "scope=%22", "scope=%00", "scope=%C3%A4"})
  void a_scope_is_one_scope(String query) {
    SERVER.granted(ann);
    SERVER.get(path + "/token?" + query, key).isInvalid("scope");
  }

  @Test
  void a_misspelt_parameter_is_refused_and_not_overlooked() {
    SERVER.granted(ann);
    SERVER.get(path + "/token?scopes=a", key).isInvalid("scopes");
  }

  @Test
  void an_app_that_is_not_here_is_told_to_who_may_know() {
    var elsewhere = RestServer.path(new Person(Cast.OTHER_APP, ann.openId()));
    SERVER.get(elsewhere + "/token", key).isProblem(404, "not_found");
    SERVER.get(elsewhere + "/grant", key).isProblem(404, "not_found");
  }

  @Test
  void each_release_is_recorded_for_its_caller() {
    SERVER.granted(ann);
    SERVER.get(path + "/token", key);
    SERVER.ledger.flush();
    var caller = SERVER.caller(key).id();
    assertThat(((InMemoryTokenReleases) SERVER.stores.releases()).count(caller, ann, 1))
        .isEqualTo(1);
  }
}
