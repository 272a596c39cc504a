package dev.larkspur.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larkspur.sandbox.chat.ClickResult;
import dev.larkspur.sandbox.chat.ShownCard;
import dev.larkspur.sandbox.world.Json;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The platform's own SDK for Node takes the sandbox for the platform. Needs node and npm. */
@Tag("full")
class OfficialNodeSdkTest {
  private static final Path SOURCES = Path.of("src/test/node");
  private static final Duration SOON = Duration.ofSeconds(30);

  @Test
  void it_sends_patches_and_answers_clicks_also_in_parts_and_after_a_close(@TempDir Path home)
      throws Exception {
    for (var name : List.of("package.json", "package-lock.json", ".npmrc", "app.mjs")) {
      Files.copy(SOURCES.resolve(name), home.resolve(name));
    }
    var log = home.resolve("log.txt").toFile();
    var install = run(home, log, Map.of(), "npm", "ci");
    assertThat(install.waitFor(5, TimeUnit.MINUTES)).as("npm ci ends").isTrue();
    assertThat(install.exitValue()).as(() -> text(log)).isZero();

    try (var sandbox = Sandbox.start(options())) {
      var ann = sandbox.people().getFirst().openId();
      var token = new Calls(sandbox).tokens(ann, "offline_access").path("access_token").asText();
      var settings =
          Map.of(
              "APP_ID", sandbox.appId(),
              "APP_SECRET", sandbox.appSecret(),
              "BASE_URL", sandbox.url().toString(),
              "OPEN_ID", ann,
              "USER_TOKEN", token);
      var app = run(home, log, settings, "node", "app.mjs");
      try {
        sandbox.awaitConnections(1, SOON);
        var card = sandbox.awaitCard(ann, SOON);
        assertThat(card.title("en_us")).isEqualTo("Patched");

        var result = sandbox.click(card.messageId(), ann, "authorize");

        assertThat(result.detail()).isEmpty();
        assertThat(result.errorCode()).isZero();
        assertThat(result.toastText()).isEqualTo("Hello " + ann);
        assertThat(sandbox.card(card.messageId()).orElseThrow().title("en_us"))
            .isEqualTo("Answered");

        sandbox.faults().cutMessages(3, true);
        assertThat(press(sandbox, card, ann).toastText()).as("in parts").isEqualTo("Hello " + ann);
        sandbox.faults().cutMessages(2, false);
        assertThat(press(sandbox, card, ann).toastText()).as("in parts").isEqualTo("Hello " + ann);

        sandbox.closeConnections();
        sandbox.awaitConnections(1, SOON);
        assertThat(press(sandbox, card, ann).toastText()).as("back").isEqualTo("Hello " + ann);
        sandbox.dropConnections();
        sandbox.awaitConnections(1, SOON);
        assertThat(press(sandbox, card, ann).toastText()).as("back").isEqualTo("Hello " + ann);
      } catch (AssertionError e) {
        throw new AssertionError(e.getMessage() + "\nThe app said: " + text(log), e);
      } finally {
        app.destroyForcibly().waitFor();
      }
    }
  }

  private static SandboxOptions options() {
    return SandboxOptions.defaults()
        .withStrictAcks(false)
        .withReconnectInterval(Duration.ofSeconds(1))
        .withReconnectNonce(Duration.ofSeconds(1));
  }

  /** With a value of one's own: the button went with the first answer. */
  private static ClickResult press(Sandbox sandbox, ShownCard card, String who) {
    return sandbox.clickRaw(card.messageId(), who, Json.object().put("act", "authorize"));
  }

  private static Process run(Path home, File log, Map<String, String> settings, String... command)
      throws IOException {
    var process = new ProcessBuilder(command).directory(home.toFile());
    process.environment().putAll(settings);
    return process
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
        .start();
  }

  private static String text(File log) {
    try {
      return Files.readString(log.toPath());
    } catch (IOException e) {
      return "nothing: " + e;
    }
  }
}
