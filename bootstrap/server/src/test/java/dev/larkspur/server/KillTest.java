package dev.larkspur.server;

import static dev.larkspur.server.Play.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.larkspur.sandbox.world.RefreshFaults.How;
import dev.larkspur.sandbox.world.SamplePerson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** What kill -9 costs: nothing that was granted, and no session for good. */
class KillTest {
  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  private Path folder;

  @Test
  void after_kill_9_with_the_embedded_database_the_token_is_served_without_asking_the_platform()
      throws IOException {
    // reachable for the user that PostgreSQL runs as where we are root
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    var output = folder.resolve("output");
    try (var play = Play.begin(Play.LENIENT, 0)) {
      var settings = new HashMap<>(play.appSettings());
      settings.put("LARKSPUR_HOME", folder.resolve("home").toString());
      String key;
      String token;
      try (var first = ServerProcess.start(settings, output)) {
        key = Files.readString(folder.resolve("home/admin-key")).strip();
        token = play.authorize(play.calls(first.url(), key), play.ann());
        first.kill();
      }

      int asked = oauthRequests(play);
      try (var second = ServerProcess.start(settings, output)) {
        var lookup = play.calls(second.url(), key).token(play.ann().openId());
        assertThat(lookup.text("access_token")).isEqualTo(token);
        assertThat(oauthRequests(play)).isEqualTo(asked);
      }
      assertThat(play.ownerOf(token)).isEqualTo(play.ann().openId());
      assertThat(Files.readString(output)).doesNotContain(key).doesNotContain(token);
    }
  }

  private static int oauthRequests(Play play) {
    return (int)
        play.sandbox().journal().entries().stream()
            .filter(entry -> entry.path().contains("oauth") || entry.path().contains("authen"))
            .count();
  }

  @Test
  void what_a_killed_instance_was_preparing_or_verifying_another_finishes() {
    try (var play = Play.begin(Play.LENIENT, 0);
        var doomed = ServerProcess.start(play.allSettings(), folder.resolve("output"))) {
      var calls = play.calls(doomed.url(), Play.ADMIN_KEY);

      // Ann has consented, but the platform does not say whose token it is: Verifying
      play.sandbox().faults().answer("/open-apis/authen/v1/user_info", 1, 503, "{}");
      var verifying = calls.ask(play.ann().openId()).text("id");
      play.sandbox().approve(play.clickThrough(play.ann()), play.ann().openId());
      Await.until(
          "asked whose it is",
          PATIENCE,
          () -> play.requests("GET", "/open-apis/authen/v1/user_info"),
          n -> n == 1);

      // Bo has clicked, but the answer with the device code is lost: Preparing
      play.sandbox().faults().loseAnswers("/oauth/v1/device_authorization", 1);
      var preparing = calls.ask(play.bo().openId()).text("id");
      var card = play.sandbox().awaitCard(play.bo().openId(), PATIENCE);
      play.sandbox().click(card.messageId(), play.bo().openId(), "authorize");
      assertThat(calls.authorization(preparing).text("state")).isEqualTo("pending");
      assertThat(calls.authorization(verifying).text("state")).isEqualTo("awaiting_consent");
      doomed.kill();

      play.startServer();
      play.calls().await(verifying, "completed");
      assertThat(play.ownerOf(play.calls().token(play.ann().openId()).text("access_token")))
          .isEqualTo(play.ann().openId());
      play.calls().await(preparing, "awaiting_consent");
      var link = play.sandbox().awaitCard(card.messageId(), Play::hasLink, PATIENCE);
      play.sandbox().approve(link, play.bo().openId());
      play.calls().await(preparing, "completed");
    }
  }

  @Test
  void a_refresh_that_a_killed_instance_did_not_hear_of_is_uncertain_and_ends_by_the_probe() {
    var options = Play.LENIENT.withAccessLife(Duration.ofSeconds(50));
    try (var play = Play.begin(options, 0)) {
      var settings = new HashMap<>(play.allSettings());
      // the answer counts as lost half a minute later
      settings.put("LARKSPUR_FEISHU_REFRESH_TIMEOUT", "2s");
      var person = play.ann();
      String token;
      try (var doomed = ServerProcess.start(settings, folder.resolve("output"))) {
        var calls = play.calls(doomed.url(), Play.ADMIN_KEY);
        token = play.authorize(calls, person);
        play.sandbox().faults().refresh().next(1, How.SLOW, Duration.ofSeconds(30));
        var unheard = CompletableFuture.supplyAsync(() -> calls.refresh(person.openId()));
        Await.until(
            "carried out",
            PATIENCE,
            () -> play.sandbox().tokensOf(person.openId()).rotationsIssued(),
            n -> n == 1);
        doomed.kill();
        assertThat(unheard).failsWithin(PATIENCE);
      }

      play.startServer();
      var calls = play.calls();
      assertThat(calls.token(person.openId()).text("access_token")).isEqualTo(token);
      assertThat(calls.refresh(person.openId()).text("code")).isEqualTo("refresh_unavailable");
      awaitState(calls, person, "uncertain");
      assertThat(calls.token(person.openId()).text("access_token")).isEqualTo(token);
      awaitState(calls, person, "needs_reauthorization");
      assertThat(play.presentations(person)).containsExactly("FIRST null", "PROBE REFUSED");
      assertThat(play.sandbox().tokensOf(person.openId()).presentationsMax()).isEqualTo(2);
    }
  }

  private static void awaitState(Calls calls, SamplePerson person, String state) {
    calls.awaitGrant(person.openId(), state, grant -> grant.text("state").equals(state));
  }
}
