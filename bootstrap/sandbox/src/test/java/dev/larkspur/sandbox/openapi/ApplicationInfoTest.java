package dev.larkspur.sandbox.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.larkspur.sandbox.Calls;
import dev.larkspur.sandbox.Cards;
import dev.larkspur.sandbox.Sandbox;
import dev.larkspur.sandbox.SandboxOptions;
import dev.larkspur.sandbox.world.Console.Delivery;
import dev.larkspur.sandbox.world.Console.Status;
import dev.larkspur.sandbox.world.Json;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What an app that checks itself is told, defect by defect. */
class ApplicationInfoTest {
  private static final String BOT = "/open-apis/bot/v3/info";
  private static final String SELF = "application:application:self_manage";

  private final Sandbox sandbox =
      Sandbox.start(SandboxOptions.defaults().withRedirectUris(Set.of("https://app.example/cb")));
  private final Calls app = new Calls(sandbox);
  private final String ann = sandbox.people().getFirst().openId();

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @Test
  void an_app_reads_its_scopes_with_the_tokens_they_are_for() {
    var info = info();
    assertThat(tokenTypes(info, "docs:document:readonly")).containsExactly("user");
    assertThat(tokenTypes(info, "im:message")).containsExactly("tenant");
    assertThat(tokenTypes(info, "aily:skill:write")).containsExactly("tenant", "user");
    assertThat(info.path("status").asInt()).isEqualTo(1);
    assertThat(info.path("redirect_urls").toString()).isEqualTo("[\"https://app.example/cb\"]");
    assertThat(info.path("online_version_id").asText()).startsWith("oav_");
  }

  @Test
  void scopes_can_be_switched_off_and_are_then_neither_shown_nor_given() {
    sandbox.console().scopes(Set.of("offline_access"));
    assertThat(tokenTypes(info(), "docs:document:readonly")).isEmpty();
    assertThat(app.begin("docs:document:readonly").error()).isEqualTo("invalid_scope");
    sandbox.restore();
    assertThat(tokenTypes(info(), "docs:document:readonly")).containsExactly("user");
    assertThat(app.begin("docs:document:readonly").status()).isEqualTo(200);
  }

  @Test
  void without_its_scope_it_is_99991672_and_the_scope_is_named() {
    sandbox.console().appScopes(Set.of("im:message"));
    var refused = app.get(application("me"), app.tenantToken());
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.code()).isEqualTo(99991672);
    var violation = refused.json().at("/error/permission_violations/0");
    assertThat(violation.path("type").asText()).isEqualTo("action_scope_required");
    assertThat(violation.path("subject").asText()).isEqualTo(SELF);
    sandbox.console().appScopes(Set.of(SELF));
    assertThat(app.send(ann, Cards.asking(), "").code()).isEqualTo(99991672);
  }

  @Test
  void callbacks_and_events_say_how_they_come_as_long_as_they_are_set() {
    assertThat(info().at("/callback_info/callback_type").asText()).isEqualTo("websocket");
    sandbox.callbacks().unset();
    sandbox.console().events(Delivery.UNSET);
    assertThat(info().has("callback_info")).isFalse();
    assertThat(info().has("event")).isFalse();
    sandbox.restore();
    assertThat(info().at("/callback_info/callback_type").asText()).isEqualTo("websocket");
    assertThat(info().at("/event/subscription_type").asText()).isEqualTo("websocket");
  }

  @Test
  void without_a_bot_it_has_no_such_ability_and_cannot_send() {
    assertThat(info().path("pc_default_ability").asText()).isEqualTo("bot");
    assertThat(app.get(BOT, app.tenantToken()).json().at("/bot/app_name").asText())
        .isEqualTo("Larkspur");
    sandbox.console().bot(false);
    assertThat(info().has("pc_default_ability")).isFalse();
    assertThat(app.get(BOT, app.tenantToken()).code()).isEqualTo(11205);
    assertThat(app.send(ann, Cards.asking(), "").code()).isEqualTo(230006);
  }

  @Test
  void a_disabled_app_is_20069_and_99991662_and_one_not_installed_20009_and_99991673() {
    var pair = app.tokens(ann, "offline_access");
    var access = pair.path("access_token").asText();
    var back = "https://app.example/cb";
    var link =
        sandbox
            .url()
            .resolve(
                "/open-apis/authen/v1/authorize?response_type=code&client_id="
                    + sandbox.appId()
                    + "&redirect_uri="
                    + back);
    Map.of(
            Status.DISABLED,
            new long[] {20069, 99991662},
            Status.NOT_INSTALLED,
            new long[] {20009, 99991673})
        .forEach(
            (status, codes) -> {
              sandbox.console().status(status);
              assertThat(app.begin("offline_access").code()).isEqualTo(codes[0]);
              assertThat(app.refresh(pair.path("refresh_token").asText()).code())
                  .isEqualTo(codes[0]);
              assertThat(app.get(link.toString(), "").text()).contains("(" + codes[0] + ")");
              assertThat(app.get(application("me"), app.tenantToken()).code()).isEqualTo(codes[1]);
              assertThat(app.get("/open-apis/authen/v1/user_info", access).code())
                  .isEqualTo(codes[1]);
            });
    sandbox.console().status(Status.ENABLED);
    assertThat(app.refresh(pair.path("refresh_token").asText()).status()).isEqualTo(200);
  }

  @Test
  void with_refreshing_switched_off_a_refresh_is_20074_and_spends_nothing() {
    var token = app.tokens(ann, "offline_access").path("refresh_token").asText();
    sandbox.console().refreshing(false);
    assertThat(app.refresh(token).code()).isEqualTo(20074);
    assertThat(sandbox.presentations(token)).isOne();
    sandbox.console().refreshing(true);
    assertThat(app.refresh(token).status()).isEqualTo(200);
  }

  @Test
  void a_person_can_be_taken_out_of_the_availability() {
    sandbox.company().available(ann, false);
    assertThat(app.send(ann, Cards.asking(), "").code()).isEqualTo(230013);
    sandbox.restore();
    assertThat(app.send(ann, Cards.asking(), "").code()).isZero();
  }

  @Test
  void a_secret_can_be_called_wrong_in_each_of_the_platforms_ways() {
    var path = "/open-apis/auth/v3/tenant_access_token/internal";
    for (var code : new long[] {10014, 10015, 99991543}) {
      sandbox.faults().answer(path, 1, 200, Json.object().put("code", code).toString());
      assertThat(app.json("POST", path, "", "{}").code()).isEqualTo(code);
    }
  }

  @Test
  void only_the_app_itself_may_ask_and_only_about_itself_in_a_known_language() {
    var user = app.tokens(ann, "offline_access").path("access_token").asText();
    var refused = app.get(application("me"), user);
    assertThat(refused.code()).isEqualTo(99991668);
    assertThat(refused.json().path("msg").asText()).isEqualTo("user access token not support");
    assertThat(app.get(application("me"), "nonsense").code()).isEqualTo(99991663);
    assertThat(app.get(application("cli_0000000000000000"), app.tenantToken()).code())
        .isEqualTo(210506);
    assertThat(app.get("/open-apis/application/v6/applications/me", app.tenantToken()).code())
        .isEqualTo(210001);
    assertThat(app.get(application(sandbox.appId()), app.tenantToken()).code()).isZero();
  }

  private JsonNode info() {
    return app.get(application("me"), app.tenantToken()).json().at("/data/app");
  }

  private static String application(String id) {
    return "/open-apis/application/v6/applications/" + id + "?lang=zh_cn";
  }

  private static String[] tokenTypes(JsonNode info, String scope) {
    return StreamSupport.stream(info.path("scopes").spliterator(), false)
        .filter(it -> it.path("scope").asText().equals(scope))
        .flatMap(it -> StreamSupport.stream(it.path("token_types").spliterator(), false))
        .map(JsonNode::asText)
        .toArray(String[]::new);
  }
}
