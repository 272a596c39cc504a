package dev.larkspur.adapters.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larkspur.application.Cast;
import dev.larkspur.application.memory.Horizon;
import dev.larkspur.domain.access.Caller;
import dev.larkspur.domain.authorization.AuthCommand;
import dev.larkspur.domain.authorization.AuthSession.Requested;
import dev.larkspur.domain.identity.Person;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WaitingTest {
  private static final RestServer SERVER = new RestServer();
  private static final int A_MOMENT = 300; // ms

  private final String key = SERVER.key();
  private final Person ann = SERVER.somebody();

  @BeforeAll
  static void hear() {
    SERVER.hearing.begin(System.nanoTime(), new Horizon("db", 1, 1));
  }

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  private static String path(Requested asked) {
    return "/v1/authorizations/" + asked.id();
  }

  private HttpRequest.Builder preferring(String path, String preference) {
    return HttpRequest.newBuilder(SERVER.uri(path))
        .header("Authorization", "Bearer " + key)
        .header("Prefer", preference);
  }

  private CompletableFuture<Answer> waiting(String path) {
    return aside(() -> SERVER.send(preferring(path, "wait=15")));
  }

  /** At once: the common pool may have one thread only, and somebody may wait in it. */
  private static <T> CompletableFuture<T> aside(Supplier<T> task) {
    return CompletableFuture.supplyAsync(task, Thread::startVirtualThread);
  }

  private static void assertWaiting(CompletableFuture<?> answer)
      throws ExecutionException, InterruptedException {
    try {
      answer.get(A_MOMENT, TimeUnit.MILLISECONDS);
      throw new AssertionError("answered");
    } catch (TimeoutException e) {
      // as it should
    }
  }

  @Test
  void a_status_is_answered_at_the_next_change_of_state() throws Exception {
    var asked = SERVER.asked(ann);
    var answer = waiting(path(asked));
    assertWaiting(answer);

    var click = Cast.click(asked, SERVER.clock.instant());
    SERVER.advanceHeard(asked.id(), click); // to the outside it is pending still
    assertWaiting(answer);

    SERVER.advanceHeard(asked.id(), Cast.linkReady(click.claim(), SERVER.clock.instant()));
    assertThat(answer.get(10, TimeUnit.SECONDS).json()).containsEntry("state", "awaiting_consent");
  }

  @Test
  void all_who_wait_for_one_are_answered() throws Exception {
    var asked = SERVER.asked(ann);
    var answers = List.of(waiting(path(asked)), waiting(path(asked)), waiting(path(asked)));
    assertWaiting(answers.getLast());
    SERVER.advanceHeard(asked.id(), new AuthCommand.Cancel());
    for (var answer : answers) {
      assertThat(answer.get(10, TimeUnit.SECONDS).json()).containsEntry("state", "cancelled");
    }
  }

  @Test
  void when_the_time_is_over_it_is_told_as_it_is() {
    var asked = SERVER.asked(ann);
    long began = System.nanoTime();
    var answer = SERVER.send(preferring(path(asked), "respond-async, wait=1"));
    assertThat(answer.json()).containsEntry("state", "pending");
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofMillis(900));
  }

  @Test
  void what_is_settled_is_not_waited_for() {
    var asked = SERVER.asked(ann);
    SERVER.advance(asked.id(), new AuthCommand.Cancel());
    assertThat(SERVER.send(preferring(path(asked), "wait=15")).json())
        .containsEntry("state", "cancelled");
  }

  @ParameterizedTest
  @ValueSource(strings = {"wait", "wait=", "wait=x", "wait=-1", "wait=0", "await=9", "", ",,;"})
  void a_preference_that_makes_no_sense_is_overlooked(String preference) {
    var asked = SERVER.asked(ann);
    var answer = SERVER.send(preferring(path(asked), preference));
    assertThat(answer.json()).containsEntry("state", "pending");
    SERVER.advance(asked.id(), new AuthCommand.Cancel());
  }

  @Test
  void after_a_gap_in_what_is_heard_it_is_looked_at() throws Exception {
    var asked = SERVER.asked(ann);
    var answer = waiting(path(asked));
    assertWaiting(answer);
    SERVER.advance(asked.id(), new AuthCommand.Cancel());
    assertWaiting(answer);
    SERVER.hearing.begin(System.nanoTime(), new Horizon("db", 1, 1));
    assertThat(answer.get(10, TimeUnit.SECONDS).json()).containsEntry("state", "cancelled");
  }

  @Test
  void a_lookup_waits_until_the_person_has_answered() throws Exception {
    var asked = SERVER.asked(ann);
    var token = waiting(RestServer.path(ann) + "/token");
    var now = SERVER.clock.instant();
    var click = Cast.click(asked, now);
    SERVER.advanceHeard(asked.id(), click);
    SERVER.advanceHeard(asked.id(), Cast.linkReady(click.claim(), now));
    SERVER.advanceHeard(asked.id(), Cast.approved(now));
    assertWaiting(token);
    SERVER.advanceHeard(asked.id(), Cast.verified(ann));
    assertThat(token.get(10, TimeUnit.SECONDS).status()).isEqualTo(200);
  }

  @Test
  void a_lookup_is_answered_when_the_person_declines_and_when_nobody_is_asked() throws Exception {
    var path = RestServer.path(ann) + "/token";
    assertThat(SERVER.send(preferring(path, "wait=15")).status()).isEqualTo(404);

    var asked = SERVER.asked(ann);
    var token = waiting(path);
    assertWaiting(token);
    SERVER.advanceHeard(asked.id(), new AuthCommand.Cancel());
    assertThat(token.get(10, TimeUnit.SECONDS).status()).isEqualTo(404);
  }

  @Test
  void a_key_that_is_withdrawn_meanwhile_gets_no_token() throws Exception {
    var asked = SERVER.asked(ann);
    var token = waiting(RestServer.path(ann) + "/token");
    assertWaiting(token);
    SERVER.stores.keys().remove(SERVER.caller(key).id(), Caller.FIRST_ADMINISTRATOR);
    var now = SERVER.clock.instant();
    var click = Cast.click(asked, now);
    for (var step :
        List.of(
            click, Cast.linkReady(click.claim(), now), Cast.approved(now), Cast.verified(ann))) {
      SERVER.advanceHeard(asked.id(), step);
    }
    var answer = token.get(10, TimeUnit.SECONDS);
    answer.isProblem(401, "unauthenticated");
    assertThat(answer.header("WWW-Authenticate")).contains("error=\"invalid_token\"");
  }

  @Test
  void a_key_that_is_withdrawn_meanwhile_is_told_nothing_of_an_authorization() throws Exception {
    var asked = SERVER.asked(ann);
    assertThat(SERVER.get(path(asked), key).json()).containsEntry("state", "pending");
    var status = waiting(path(asked));
    assertWaiting(status);
    SERVER.stores.keys().remove(SERVER.caller(key).id(), Caller.FIRST_ADMINISTRATOR);
    SERVER.advanceHeard(asked.id(), new AuthCommand.Cancel());
    var answer = status.get(10, TimeUnit.SECONDS).isProblem(401, "unauthenticated");
    assertThat(answer.json().get("detail")).asString().contains("has been withdrawn");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "wait=1000000000000",
        "WAIT = \"15\"",
        "x, wait=15",
        "wait=15;x",
        "x=\"a, wait=0, \\\"b\", wait=15"
      })
  void it_is_waited_for_at_most_a_minute(String preference) throws Exception {
    var asked = SERVER.asked(ann);
    var answer = aside(() -> SERVER.send(preferring(path(asked), preference)));
    assertWaiting(answer);
    SERVER.advanceHeard(asked.id(), new AuthCommand.Cancel());
    assertThat(answer.get(10, TimeUnit.SECONDS).json()).containsEntry("state", "cancelled");
  }

  private CompletableFuture<List<String>> events(Requested asked, String last) {
    var request =
        HttpRequest.newBuilder(SERVER.uri(path(asked) + "/events"))
            .header("Authorization", "Bearer " + key);
    if (!last.isEmpty()) {
      request.header("Last-Event-ID", last);
    }
    return aside(
        () -> {
          var answer = SERVER.send(request);
          assertThat(answer.header("Content-Type")).startsWith("text/event-stream");
          return Arrays.stream(answer.text().split("\n", -1))
              .filter(line -> line.startsWith("id:"))
              .map(line -> line.substring(3).strip())
              .toList();
        });
  }

  @Test
  void events_tell_each_state_once_and_end_with_the_last() throws Exception {
    var asked = SERVER.asked(ann);
    var all = events(asked, "");
    assertWaiting(all);
    var click = Cast.click(asked, SERVER.clock.instant());
    SERVER.advanceHeard(asked.id(), click);
    SERVER.advanceHeard(asked.id(), Cast.linkReady(click.claim(), SERVER.clock.instant()));
    assertWaiting(all);
    SERVER.advanceHeard(asked.id(), new AuthCommand.Cancel());
    assertThat(all.get(10, TimeUnit.SECONDS))
        .containsExactly("pending", "awaiting_consent", "cancelled");

    assertThat(events(asked, "pending").get(10, TimeUnit.SECONDS)).containsExactly("cancelled");
    assertThat(events(asked, "cancelled").get(10, TimeUnit.SECONDS)).isEmpty();
    assertThat(events(asked, "nonsense").get(10, TimeUnit.SECONDS)).containsExactly("cancelled");
  }

  @Test
  void who_comes_back_to_events_hears_at_once_that_they_are_there() throws Exception {
    var asked = SERVER.asked(ann);
    var request =
        HttpRequest.newBuilder(SERVER.uri(path(asked) + "/events"))
            .header("Authorization", "Bearer " + key)
            .header("Last-Event-ID", "pending")
            .build();
    var client = HttpClient.newHttpClient();
    try {
      var answer =
          client
              .sendAsync(request, HttpResponse.BodyHandlers.ofLines())
              .get(10, TimeUnit.SECONDS); // a ping comes every fifteen
      SERVER.advanceHeard(asked.id(), new AuthCommand.Cancel());
      assertThat(answer.body().filter(line -> line.startsWith("event:")))
          .containsExactly("event: ping", "event: state");
    } finally {
      client.shutdownNow(); // to close it would wait for the events
    }
  }

  @Test
  void events_are_for_those_who_may_ask() {
    var asked = SERVER.asked(ann);
    assertThat(SERVER.get(path(asked) + "/events", null).status()).isEqualTo(401);
    assertThat(
            SERVER.get("/v1/authorizations/" + new java.util.UUID(1, 2) + "/events", key).status())
        .isEqualTo(404);
  }

  @Test
  void events_end_at_a_ping_once_the_key_was_withdrawn() throws Exception {
    var asked = SERVER.asked(ann);
    var all = events(asked, "pending");
    assertWaiting(all);
    SERVER.stores.keys().remove(SERVER.caller(key).id(), Caller.FIRST_ADMINISTRATOR);
    assertThat(all.get(20, TimeUnit.SECONDS)).isEmpty(); // nothing else happens to the request
  }
}
