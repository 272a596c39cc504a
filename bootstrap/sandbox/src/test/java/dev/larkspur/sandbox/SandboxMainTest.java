package dev.larkspur.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.larkspur.sandbox.world.Json;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SandboxMainTest {
  @Test
  void it_prints_what_to_paste() {
    var args = List.of("--port", "0", "--app-id", "cli_0123456789abcdef", "--app-secret", "mine");
    var printed = new ByteArrayOutputStream();
    try (var sandbox = Sandbox.start(SandboxArguments.read(args))) {
      SandboxMain.describe(sandbox, new PrintStream(printed, true, StandardCharsets.UTF_8));
      assertThat(printed.toString(StandardCharsets.UTF_8))
          .contains(
              "Chat page: " + sandbox.url() + "/chat",
              "Control page: " + sandbox.url() + "/sandbox",
              "export LARKSPUR_FEISHU_APPS_SANDBOX_APP_ID=cli_0123456789abcdef",
              "export LARKSPUR_FEISHU_APPS_SANDBOX_APP_SECRET=mine",
              "export LARKSPUR_FEISHU_APPS_SANDBOX_ACCOUNTS_URL=" + sandbox.url(),
              sandbox.people().getFirst().openId() + "  Ann Chen");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--port",
        "--port x",
        "--port 70000",
        "--app-id mine",
        "--colour red",
        "--access-life",
        "--access-life soon",
        "--access-life 0s",
        "--grace -PT1S",
        "--people -1",
        "--most-connections 0",
        "--reconnect-nonce -PT1S"
      })
  void wrong_arguments_are_named(String line) {
    assertThatThrownBy(() -> SandboxArguments.read(List.of(line.split(" ", -1))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageMatching(
            ".*(port|appId|--colour|--access-life|accessLife|grace|people|mostConnections|reconnectNonce).*");
  }

  @Test
  void lives_limits_and_people_are_taken_from_the_command_line() {
    var line =
        "--port 0 --access-life 90s --refresh-life 2h --consent-life 1d --grace PT2S --code-life 3m"
            + " --poll-interval 1500ms --tokens-per-second 7 --tokens-per-minute 70 --people 30"
            + " --forget-secrets";
    var options = SandboxArguments.read(List.of(line.split(" ", -1)));
    assertThat(options.accessLife()).isEqualTo(Duration.ofSeconds(90));
    assertThat(options.refreshLife()).isEqualTo(Duration.ofHours(2));
    assertThat(options.consentLife()).isEqualTo(Duration.ofDays(1));
    assertThat(options.grace()).isEqualTo(Duration.ofSeconds(2));
    assertThat(options.codeLife()).isEqualTo(Duration.ofMinutes(3));
    assertThat(options.pollInterval()).isEqualTo(Duration.ofMillis(1500));
    assertThat(options.tokensPerSecond()).isEqualTo(7);
    assertThat(options.tokensPerMinute()).isEqualTo(70);
    var printed = new ByteArrayOutputStream();
    try (var sandbox = Sandbox.start(options)) {
      assertThat(sandbox.people()).hasSize(34);
      SandboxMain.describe(sandbox, new PrintStream(printed, true, StandardCharsets.UTF_8));
      assertThat(printed.toString(StandardCharsets.UTF_8))
          .contains("and 14 more: " + sandbox.url() + "/sandbox/people");
      assertThatThrownBy(sandbox::issuedSecrets).isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void how_lines_are_kept_is_taken_from_the_command_line() {
    var line =
        "--most-connections 3 --ping-interval 7s --reconnect-interval 8s --reconnect-nonce 9s"
            + " --verification-token v-mine --port 0";
    try (var sandbox = Sandbox.start(SandboxArguments.read(List.of(line.split(" ", -1))))) {
      assertThat(sandbox.app().verificationToken()).isEqualTo("v-mine");
      assertThat(sandbox.callbacks().verificationToken()).isEqualTo("v-mine");
      var body = Json.object().put("AppID", sandbox.appId()).put("AppSecret", sandbox.appSecret());
      var answer = new Calls(sandbox).json("POST", "/callback/ws/endpoint", "", body);
      var config = answer.json().at("/data/ClientConfig");
      assertThat(config.path("PingInterval").asInt()).isEqualTo(7);
      assertThat(config.path("ReconnectInterval").asInt()).isEqualTo(8);
      assertThat(config.path("ReconnectNonce").asInt()).isEqualTo(9);
    }
  }

  @Test
  void people_have_the_same_ids_after_a_restart() {
    var options = SandboxOptions.defaults();
    try (var before = Sandbox.start(options);
        var after = Sandbox.start(options);
        var another = Sandbox.start()) {
      assertThat(after.people()).isEqualTo(before.people());
      assertThat(another.people().getFirst().openId())
          .isNotEqualTo(before.people().getFirst().openId());
    }
  }

  @Test
  void settings_hide_the_secret_and_waiting_in_vain_says_for_what() {
    var options = SandboxOptions.defaults().withAppSecret("hush");
    assertThat(options.toString()).doesNotContain("hush");
    try (var sandbox = Sandbox.start(options)) {
      assertThat(sandbox.app().toString()).doesNotContain("hush");
      var ann = sandbox.people().getFirst().openId();
      assertThatThrownBy(() -> sandbox.awaitCard(ann, Duration.ofMillis(50)))
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("got 0 of 1 cards");
      assertThatThrownBy(() -> sandbox.awaitConnections(1, Duration.ofMillis(50)))
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("there are 0 connections, not 1");
      assertThatThrownBy(() -> sandbox.awaitCard("om_x", _ -> true, Duration.ofMillis(50)))
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("no message om_x");
    }
  }
}
