package dev.larkspur.server;

import static dev.larkspur.server.Play.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.larkspur.sandbox.world.SamplePerson;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Lookups that are answered from memory, by instances that hear of each other's changes. */
class MemoryEndToEndTest {
  /** A second, and what a slow machine takes for its answers; the benchmark revoke measures it. */
  private static final Duration AT_MOST = Duration.ofSeconds(5);

  private static Play play;

  @BeforeAll
  static void begin() {
    play = Play.begin(Play.QUICK, 2);
  }

  @AfterAll
  static void end() {
    play.close();
  }

  /** So that both instances remember this person's token. */
  private static String remembered(SamplePerson person) {
    var token = play.authorize(play.calls(0), person);
    for (int server = 0; server < 2; server++) {
      for (int i = 0; i < 3; i++) {
        assertThat(play.calls(server).token(person.openId()).text("access_token")).isEqualTo(token);
      }
    }
    return token;
  }

  @Test
  void a_token_that_is_remembered_needs_no_store() throws SQLException {
    var person = play.somebody();
    var token = remembered(person);
    try (var connection = play.connect();
        var statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("lock table larkspur.grants, larkspur.caller_key in access exclusive mode");
      var quick = play.calls(1).within(Duration.ofSeconds(2));

      Await.until("answered", PATIENCE, () -> tokenOrNone(quick, person), token::equals);

      connection.rollback();
    }
  }

  /** A machine that is slow enough does not hear for a moment, and then waits for the store. */
  private static String tokenOrNone(Calls calls, SamplePerson person) {
    try {
      return calls.token(person.openId()).text("access_token");
    } catch (UncheckedIOException e) {
      return "";
    }
  }

  @Test
  void what_is_revoked_at_one_instance_is_served_by_no_other_a_second_later() {
    var person = play.somebody();
    remembered(person);

    assertThat(play.calls(0).revoke(person.openId()).status()).isEqualTo(204);
    var revoked = System.nanoTime();

    assertThat(play.calls(0).token(person.openId()).status()).isEqualTo(404);
    Await.until(
        "not served",
        PATIENCE,
        () -> play.calls(1).token(person.openId()).status(),
        status -> status == 404);
    assertThat(Duration.ofNanos(System.nanoTime() - revoked)).isLessThan(AT_MOST);
  }

  @Test
  void a_new_token_is_lent_by_all_instances() {
    var person = play.somebody();
    remembered(person);

    var epoch = play.calls(0).refresh(person.openId()).epoch();

    assertThat(play.calls(0).token(person.openId()).epoch()).isEqualTo(epoch);
    Await.until(
        "the new one",
        AT_MOST,
        () -> play.calls(1).token(person.openId()).epoch(),
        lent -> lent == epoch);
  }

  @Test
  void a_key_that_is_withdrawn_at_one_instance_is_good_for_no_other() {
    var person = play.somebody();
    var made =
        play.calls(0)
            .call(
                "POST",
                "/admin/v1/keys",
                "{\"name\":\"one\",\"apps\":\"*\",\"operations\":[\"tokens:read\"]}");
    remembered(person);
    var here = new Calls(play.calls(0).base(), play.sandbox().appId(), made.text("key"));
    var there = new Calls(play.calls(1).base(), play.sandbox().appId(), made.text("key"));
    for (int i = 0; i < 3; i++) {
      assertThat(here.token(person.openId()).status()).isEqualTo(200);
      assertThat(there.token(person.openId()).status()).isEqualTo(200);
    }

    var gone = play.calls(0).call("DELETE", "/admin/v1/keys/" + made.text("id"), "");

    assertThat(gone.status()).isEqualTo(204);
    assertThat(here.token(person.openId()).status()).isEqualTo(401);
    Await.until(
        "not good", AT_MOST, () -> there.token(person.openId()).status(), status -> status == 401);
  }

  @Test
  void every_release_is_recorded_a_moment_later() throws SQLException {
    var person = play.somebody();
    remembered(person); // seven lookups

    Await.until("recorded", PATIENCE, () -> releases(person), n -> n == 7);
  }

  @Test
  void nothing_of_the_record_is_lost_when_an_instance_stops() {
    var person = play.somebody();
    remembered(person);
    for (int i = 0; i < 20; i++) {
      play.calls(1).token(person.openId());
    }
    play.replaceServer(1);
    // of the other instance they come within a second; of this one they have to be there
    Await.until("recorded", PATIENCE, () -> releases(person), n -> n == 27);
  }

  @Test
  void calls_are_counted_by_route_and_status_and_nobody_is_named() throws Exception {
    var person = play.somebody();
    var token = remembered(person);
    play.calls(0).call("GET", "/v1/nothing/" + person.openId(), "");
    try (var http = HttpClient.newHttpClient()) {
      var url = play.calls(0).base().resolve("/prometheus");
      var metrics = http.send(HttpRequest.newBuilder(url).build(), BodyHandlers.ofString()).body();
      assertThat(metrics)
          .containsPattern(
              "larkspur_calls_seconds_count\\{method=\"GET\",route=\"/v1/apps/\\{app_id}/users/\\{open_id}/token\",status=\"200\"} [1-9]")
          .containsPattern(
              "larkspur_calls_seconds_count\\{method=\"none\",route=\"none\",status=\"404\"} [1-9]")
          .doesNotContain(token, person.openId(), "http_server_requests");
    }
  }

  private static long releases(SamplePerson person) {
    try (var connection = play.connect();
        var select =
            connection.prepareStatement(
                "select coalesce(sum(count), 0) from larkspur.token_release where open_id = ?")) {
      select.setString(1, person.openId());
      try (var found = select.executeQuery()) {
        found.next();
        return found.getLong(1);
      }
    } catch (SQLException e) {
      throw new IllegalStateException("cannot read the record", e);
    }
  }
}
