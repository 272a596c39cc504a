package dev.larkspur.adapters.feishu.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.larkspur.adapters.feishu.Await;
import dev.larkspur.adapters.feishu.Looked;
import dev.larkspur.application.checkup.port.Finding.Doubtful;
import dev.larkspur.application.checkup.port.Finding.Failed;
import dev.larkspur.application.checkup.port.Finding.Good;
import dev.larkspur.application.checkup.port.Finding.Outcome;
import dev.larkspur.application.checkup.port.Finding.Skipped;
import dev.larkspur.domain.token.PlatformError;
import dev.larkspur.sandbox.Sandbox;
import dev.larkspur.sandbox.transport.Delivered;
import dev.larkspur.sandbox.world.Console.Status;
import dev.larkspur.sandbox.world.Faults.Refusal;
import dev.larkspur.sandbox.world.Journal;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One defect at a time: it is found, and what is said points to where it is mended. */
class FeishuCheckupTest {
  private static final Map<String, Object> AS_IT_SHOULD_BE = Map.of();

  private final Sandbox sandbox = Sandbox.start();
  private final String ann = sandbox.people().getFirst().openId();

  @AfterEach
  void close() {
    sandbox.close();
  }

  @Test
  void a_healthy_app_passes_and_only_the_refresh_switch_stays_unseen() {
    var outcomes = examinedWith(AS_IT_SHOULD_BE, ann);

    assertThat(outcomes.keySet())
        .containsExactly(
            "secret",
            "clock",
            "bot",
            "connection",
            "callbacks",
            "redirect url",
            "sending",
            "device grant",
            "scopes",
            "tokens",
            "refresh switch",
            "availability");
    var unseen = Set.of("refresh switch", "redirect url"); // of the latter there is none
    outcomes.forEach(
        (check, outcome) ->
            assertThat(outcome)
                .as(check)
                .isInstanceOf(unseen.contains(check) ? Skipped.class : Good.class));
    assertThat(outcomes.get("refresh switch"))
        .isInstanceOfSatisfying(
            Skipped.class, skipped -> assertThat(skipped.remedy()).contains("安全设置"));
  }

  @Test
  void nothing_is_left_behind_and_nobody_hears_of_it() {
    examined();

    Await.until("closed", () -> sandbox.connections() == 0);
    for (var person : sandbox.people()) {
      assertThat(sandbox.cards(person.openId())).isEmpty();
    }
    assertThat(sandbox.counters().rotations().issued()).isZero();
    assertThat(sandbox.counters().refreshTokens()).isZero();
    assertThat(sandbox.journal().entries()).extracting(Journal.Entry::path).hasSizeLessThan(10);
  }

  @Test
  void a_test_card_is_taken_back() {
    examinedWith(AS_IT_SHOULD_BE, ann);

    assertThat(sandbox.cards(ann)).singleElement().matches(card -> card.recalled());
  }

  @Test
  void a_wrong_secret_is_found_at_every_door() {
    var outcomes =
        examinedWith(Map.of("larkspur.feishu.apps.main.app-secret", "no".repeat(16)), null);

    assertFailed(outcomes, "secret", "10014", "凭证与基础信息");
    assertFailed(outcomes, "connection", "514", "凭证与基础信息");
    assertFailed(outcomes, "device grant", "20002", "凭证与基础信息");
    assertFailed(outcomes, "tokens", "20002", "凭证与基础信息");
    assertThat(outcomes.get("bot")).isInstanceOf(Skipped.class);
    assertThat(outcomes.get("scopes")).isInstanceOf(Skipped.class);
  }

  @Test
  void an_unknown_app_is_found() {
    var outcomes =
        examinedWith(Map.of("larkspur.feishu.apps.main.app-id", "cli_0000000000000000"), null);

    assertFailed(outcomes, "secret", "10014", "凭证与基础信息");
    assertFailed(outcomes, "connection", "1000040346", "凭证与基础信息");
    assertFailed(outcomes, "device grant", "20048", "凭证与基础信息");
  }

  @Test
  void a_missing_bot_is_found() {
    sandbox.console().bot(false);

    assertFailed(examined(), "bot", "11205", "机器人");
  }

  @Test
  void an_app_that_was_stopped_is_found() {
    sandbox.console().status(Status.DISABLED);

    var outcomes = examined();

    assertFailed(outcomes, "bot", "99991662", "管理后台");
    assertFailed(outcomes, "device grant", "20069", "管理后台");
    assertFailed(outcomes, "tokens", "20069", "管理后台");
  }

  @Test
  void an_app_that_is_not_installed_is_found() {
    sandbox.console().status(Status.NOT_INSTALLED);

    var outcomes = examined();

    assertFailed(outcomes, "bot", "99991673", "版本管理与发布");
    assertFailed(outcomes, "device grant", "20009", "版本管理与发布");
  }

  @Test
  void each_scope_that_is_not_enabled_is_named() {
    sandbox.console().scopes(Set.of("offline_access", "docx:document"));

    var failed =
        assertFailed(
            examinedWith(
                Map.of(
                    "larkspur.feishu.apps.main.scopes",
                    "docx:document docs:document:readonly task:task:write"),
                null),
            "scopes",
            "20068",
            "用户身份权限");

    assertThat(failed.what())
        .endsWith(": docs:document:readonly task:task:write")
        .doesNotContain("docx:document");
  }

  @Test
  void scopes_are_named_also_to_an_app_that_may_not_see_its_settings() {
    sandbox.console().scopes(Set.of("docx:document"));
    sandbox.console().appScopes(Set.of("im:message"));

    var outcomes =
        examinedWith(
            Map.of("larkspur.feishu.apps.main.scopes", "docx:document task:task:write"), null);

    assertThat(assertFailed(outcomes, "scopes", "20068", "用户身份权限").what())
        .endsWith(": offline_access task:task:write");
    for (var unseen : new String[] {"callbacks", "sending"}) {
      assertThat(outcomes.get(unseen))
          .isInstanceOfSatisfying(
              Skipped.class,
              skipped ->
                  assertThat(skipped.remedy()).contains("application:application:self_manage"));
    }
  }

  @Test
  void an_app_that_may_not_send_is_found() {
    sandbox.console().appScopes(Set.of("application:application:self_manage"));

    var outcomes = examinedWith(AS_IT_SHOULD_BE, ann);

    assertThat(outcomes.get("sending"))
        .isInstanceOfSatisfying(
            Failed.class, failed -> assertThat(failed.remedy()).contains("应用身份权限"));
    assertFailed(outcomes, "availability", "99991672", "应用身份权限");
  }

  @Test
  void a_person_whom_the_app_cannot_reach_is_found() {
    sandbox.company().available(ann, false);

    assertFailed(examinedWith(AS_IT_SHOULD_BE, ann), "availability", "230013", "可用范围");
  }

  @Test
  void an_open_id_of_another_app_is_found() {
    assertFailed(
        examinedWith(AS_IT_SHOULD_BE, "ou_strange"), "availability", "99992351", "open_id");
  }

  @Test
  void nobody_is_written_to_unless_named() {
    assertThat(examined().get("availability"))
        .isInstanceOfSatisfying(
            Skipped.class, skipped -> assertThat(skipped.remedy()).contains("--to"));
  }

  @Test
  void a_forbidden_handshake_is_found() {
    sandbox.faults().refuseHandshakes(1, Refusal.FORBIDDEN);

    assertFailed(examined(), "connection", "403", "事件与回调");
  }

  @Test
  void too_many_connections_are_found() {
    sandbox.faults().refuseHandshakes(1, Refusal.TOO_MANY_CONNECTIONS);

    assertFailed(examined(), "connection", "1000040350", "stop what else connects");
  }

  @Test
  void a_platform_that_is_busy_is_found_without_a_place_to_click() {
    sandbox.faults().bootstrapBusy(1);

    assertThat(Looked.failed(examined(), "connection"))
        .returns(null, Failed::said)
        .matches(failed -> failed.what().contains("busy"))
        .matches(failed -> !failed.remedy().contains("console"));
  }

  @Test
  void a_connection_that_stays_silent_is_found() {
    sandbox.faults().mutePongs(true);

    assertThat(Looked.failed(examined(), "connection").what()).contains("no answer to a ping");
  }

  @Test
  void a_platform_that_cannot_be_reached_is_found_in_time() {
    var nobody = "http://127.0.0.1:1";
    var began = System.nanoTime();

    var outcomes =
        examinedWith(
            Map.of(
                "larkspur.feishu.apps.main.open-url", nobody,
                "larkspur.feishu.apps.main.accounts-url", nobody),
            null);

    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(15));
    for (var door : new String[] {"secret", "connection", "device grant", "tokens"}) {
      assertThat(Looked.failed(outcomes, door).said()).as(door).isNull();
    }
    assertThat(Looked.failed(outcomes, "secret").remedy()).contains("outbound HTTPS");
    assertThat(outcomes.get("refresh switch")).isInstanceOf(Skipped.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/oauth/v9/token", "/open-apis/authen/v9/token"})
  void a_wrong_token_path_is_found(String path) {
    assertThat(
            Looked.failed(examinedWith(Map.of("larkspur.feishu.token-path", path), null), "tokens"))
        .matches(failed -> failed.what().contains(path))
        .matches(failed -> failed.remedy().contains("LARKSPUR_FEISHU_TOKEN_PATH"));
  }

  @Test
  void the_older_token_path_will_do() {
    var older =
        Map.<String, Object>of("larkspur.feishu.token-path", "/open-apis/authen/v2/oauth/token");

    assertThat(examinedWith(older, null).get("tokens")).isInstanceOf(Good.class);
  }

  @Test
  void a_device_grant_that_is_not_there_is_found() {
    sandbox.faults().answer("/oauth/v1/device_authorization", 1, 404, "not found");

    var outcomes = examined();

    assertThat(Looked.failed(outcomes, "device grant").what()).contains("HTTP 404");
    assertThat(outcomes.get("tokens")).isInstanceOf(Good.class);
  }

  @Test
  void the_refresh_switch_is_found_off_where_the_platform_looks_at_it_first() {
    sandbox.console().refreshing(false);

    assertFailed(examined(), "refresh switch", "20074", "安全设置");
  }

  @Test
  void a_clock_that_is_wrong_is_found() {
    assertThat(atAnotherTime(Duration.ofMinutes(2)).get("clock"))
        .isInstanceOfSatisfying(
            Doubtful.class, doubtful -> assertThat(doubtful.what()).contains("ahead"));
    assertThat(Looked.failed(atAnotherTime(Duration.ofHours(-8)), "clock").what())
        .contains("behind");
  }

  @Test
  void a_press_in_that_moment_is_answered_with_a_line_and_an_event_is_left_for_others() {
    examinedWith(AS_IT_SHOULD_BE, ann);
    var message = sandbox.cards(ann).getFirst().messageId();
    var press = sandbox.clickEvent(message, ann, JsonNodeFactory.instance.objectNode());
    var event = press.deepCopy();
    ((ObjectNode) event.path("header")).put("event_type", "contact.user.updated_v3");
    sandbox.faults().line().delayPongs(Duration.ofSeconds(3));
    Await.until("closed", () -> sandbox.connections() == 0);
    var looking = CompletableFuture.supplyAsync(this::examined, Thread::startVirtualThread);
    Await.until("connected", () -> sandbox.connections() == 1 || looking.isDone());
    assertThat(looking).isNotDone();

    var pressed = sandbox.deliver(press);

    assertThat(pressed.outcome()).isEqualTo(Delivered.Outcome.ANSWERED);
    assertThat(pressed.data().toString()).contains("try again");
    assertThat(sandbox.deliver(event).outcome())
        .isNotIn(
            Delivered.Outcome.ANSWERED,
            Delivered.Outcome.ANSWERED_WITHOUT_DATA,
            Delivered.Outcome.HANDLER_FAILED);
    assertThat(looking.join().get("connection")).isInstanceOf(Good.class);
  }

  @Test
  void no_secret_is_in_any_finding() {
    sandbox.mint(ann, Set.of("offline_access"));
    var said = new StringBuilder();
    said.append(examinedWith(AS_IT_SHOULD_BE, ann));
    sandbox.console().status(Status.DISABLED);
    sandbox.faults().refuseHandshakes(1, Refusal.FORBIDDEN);
    said.append(examinedWith(AS_IT_SHOULD_BE, ann));

    var secrets = new HashSet<>(sandbox.issuedSecrets());
    secrets.add(sandbox.appSecret());

    assertThat(secrets).hasSizeGreaterThan(5);
    assertThat(secrets).noneMatch(said.toString()::contains);
  }

  private Map<String, Outcome> examined() {
    return examinedWith(AS_IT_SHOULD_BE, null);
  }

  private Map<String, Outcome> examinedWith(Map<String, Object> settings, @Nullable String to) {
    return Looked.over(sandbox, settings, to, InstantSource.system());
  }

  private Map<String, Outcome> atAnotherTime(Duration ahead) {
    return Looked.over(
        sandbox, AS_IT_SHOULD_BE, null, InstantSource.offset(InstantSource.system(), ahead));
  }

  private static Failed assertFailed(
      Map<String, Outcome> outcomes, String check, String code, String remedy) {
    var failed = Looked.failed(outcomes, check);
    assertThat(failed.said()).as(check).isNotNull().extracting(PlatformError::code).isEqualTo(code);
    assertThat(failed.remedy()).as(check).contains(remedy);
    return failed;
  }
}
