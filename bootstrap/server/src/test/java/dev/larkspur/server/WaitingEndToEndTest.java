package dev.larkspur.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larkspur.sandbox.world.SamplePerson;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Waiting at one instance for what happens at another. */
class WaitingEndToEndTest {
  private static final int WAITERS = 200;
  private static final int PATIENCE = 40; // seconds

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static Play play;

  @BeforeAll
  static void begin() {
    play = Play.begin(Play.QUICK, 2);
  }

  @AfterAll
  static void end() {
    HTTP.close();
    play.close();
  }

  private static CompletableFuture<HttpResponse<String>> waiting(int server, String path) {
    return HTTP.sendAsync(
        HttpRequest.newBuilder(play.calls(server).base().resolve(path))
            .header("Authorization", "Bearer " + Play.ADMIN_KEY)
            .header("Prefer", "wait=" + PATIENCE)
            .timeout(Duration.ofSeconds(PATIENCE + 5))
            .build(),
        BodyHandlers.ofString());
  }

  private static String token(SamplePerson person) {
    return "/v1/apps/%s/users/%s/token".formatted(play.sandbox().appId(), person.openId());
  }

  @Test
  void many_who_wait_at_both_instances_are_answered_when_the_person_consents() throws Exception {
    var person = play.somebody();
    var asked = play.calls(0).ask(person.openId());
    var card = play.sandbox().awaitCard(person.openId(), Duration.ofSeconds(20));
    var waiters = IntStream.range(0, WAITERS).mapToObj(i -> waiting(i % 2, token(person))).toList();

    play.sandbox().click(card.messageId(), person.openId(), "authorize");
    var link =
        play.sandbox()
            .awaitCard(
                card.messageId(), c -> c.button("authorize").isEmpty(), Duration.ofSeconds(20));
    assertThat(waiters).noneMatch(CompletableFuture::isDone);
    play.sandbox().approve(link, person.openId());

    for (var waiter : waiters) {
      var answer = waiter.get(PATIENCE, TimeUnit.SECONDS);
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }
    assertThat(play.calls(1).authorization(asked.text("id")).text("state")).isEqualTo("completed");
  }

  @Test
  void a_withdrawal_at_one_instance_is_told_at_the_other() throws Exception {
    var id = play.calls(0).ask(play.somebody().openId()).text("id");
    var waiter = waiting(1, "/v1/authorizations/" + id);
    assertThat(play.calls(0).cancel(id).status()).isEqualTo(204);
    assertThat(waiter.get(PATIENCE, TimeUnit.SECONDS).body()).contains("\"cancelled\"");
  }
}
