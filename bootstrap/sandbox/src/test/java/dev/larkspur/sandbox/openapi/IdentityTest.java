package dev.larkspur.sandbox.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larkspur.sandbox.Calls;
import dev.larkspur.sandbox.Sandbox;
import dev.larkspur.sandbox.world.Json;
import dev.larkspur.sandbox.world.SamplePerson.Detail;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class IdentityTest {
  private static final String INTERNAL = "/open-apis/auth/v3/tenant_access_token/internal";
  private static final String USER_INFO = "/open-apis/authen/v1/user_info";

  private static final List<String> SENSITIVE =
      List.of("user_id", "email", "enterprise_email", "mobile", "employee_no");

  private final Sandbox sandbox = Sandbox.start();
  private final Calls app = new Calls(sandbox);

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @Test
  void the_same_tenant_token_comes_back_while_30_minutes_are_left() {
    var first = app.tenantToken();
    sandbox.clock().advance(Duration.ofMinutes(89));
    assertThat(app.tenantToken()).isEqualTo(first);
    sandbox.clock().advance(Duration.ofMinutes(2));
    assertThat(app.tenantToken()).isNotEqualTo(first);
    assertThat(recall(first)).as("the old one lives on beside it").isEqualTo(230001);
    sandbox.clock().advance(Duration.ofMinutes(30));
    assertThat(recall(first)).isEqualTo(99991663);
  }

  @Test
  void a_wrong_secret_is_10014_and_a_missing_one_10003() {
    var wrong = Json.object().put("app_id", sandbox.appId()).put("app_secret", "wrong");
    assertThat(app.json("POST", INTERNAL, "", wrong).code()).isEqualTo(10014);
    assertThat(app.json("POST", INTERNAL, "", "{}").code()).isEqualTo(10003);
  }

  @Test
  void user_info_tells_whose_token_it_is() {
    var ann = sandbox.people().getFirst();
    var token = app.tokens(ann.openId(), "docs:document:readonly").path("access_token").asText();
    var data = app.get(USER_INFO, token).json().path("data");
    assertThat(data.path("open_id").asText()).isEqualTo(ann.openId());
    assertThat(data.path("union_id").asText()).isEqualTo(ann.unionId());
    assertThat(data.path("name").asText()).isEqualTo(ann.name());
    assertThat(data.path("tenant_key").asText()).isEqualTo(sandbox.tenantKey());
    assertThat(data.has("email")).isFalse();
    assertThat(app.get(data.path("avatar_url").asText(), "").text()).startsWith("<svg");
  }

  @Test
  void email_mobile_and_user_id_need_their_scopes() {
    var ann = sandbox.people().getFirst();
    var scopes =
        "contact:user.email:readonly contact:user.phone:readonly contact:user.employee_id:readonly";
    var token = app.tokens(ann.openId(), scopes).path("access_token").asText();
    var data = app.get(USER_INFO, token).json().path("data");
    assertThat(data.path("email").asText()).isEqualTo(ann.email());
    assertThat(data.path("mobile").asText()).isEqualTo(ann.mobile());
    assertThat(data.path("user_id").asText()).isEqualTo(ann.userId());
  }

  @Test
  void each_sensitive_field_needs_its_own_scope() {
    Map.of(
            "contact:user.employee_id:readonly", List.of("user_id"),
            "contact:user.email:readonly", List.of("email", "enterprise_email"),
            "contact:user.phone:readonly", List.of("mobile"),
            "contact:user.employee:readonly", List.of("employee_no"))
        .forEach(
            (scope, fields) -> {
              var pair = sandbox.mint(sandbox.addPerson("Eve").openId(), Set.of(scope));
              var data = app.get(USER_INFO, pair.accessToken()).json().path("data");
              var told = new ArrayList<>(SENSITIVE);
              told.removeIf(field -> !data.has(field));
              assertThat(told).as(scope).containsExactlyInAnyOrderElementsOf(fields);
            });
  }

  @Test
  void what_a_person_changes_is_told_at_the_next_call() {
    var ann = sandbox.people().getFirst().openId();
    var token = sandbox.mint(ann, Set.of("contact:user.phone:readonly")).accessToken();
    var before = app.get(USER_INFO, token).json().path("data");
    sandbox.company().change(ann, Detail.NAME, "陈安安");
    sandbox.company().change(ann, Detail.EN_NAME, "Annie");
    sandbox.company().change(ann, Detail.MOBILE, "");
    sandbox.company().newPicture(ann);
    var after = app.get(USER_INFO, token).json().path("data");
    assertThat(after.path("name").asText()).isEqualTo("陈安安");
    assertThat(after.path("en_name").asText()).isEqualTo("Annie");
    assertThat(before.has("mobile")).isTrue();
    assertThat(after.has("mobile")).isFalse();
    var picture = after.path("avatar_big").asText();
    assertThat(picture).isNotEqualTo(before.path("avatar_big").asText());
    assertThat(app.get(picture, "").text()).startsWith("<svg");
  }

  @Test
  void no_token_is_99991661_an_unknown_one_99991668_an_expired_one_99991677() {
    var ann = sandbox.people().getFirst().openId();
    var token = app.tokens(ann, "offline_access").path("access_token").asText();
    sandbox.clock().advance(Duration.ofHours(2));
    assertThat(app.get(USER_INFO, "").code()).isEqualTo(99991661);
    assertThat(app.get(USER_INFO, "eyJunknown").code()).isEqualTo(99991668);
    assertThat(app.get(USER_INFO, token).code()).isEqualTo(99991677);
    assertThat(app.get(USER_INFO, app.tenantToken()).code()).isEqualTo(99991668);
  }

  @Test
  void every_answer_has_a_log_id_and_every_request_is_in_the_journal() {
    var refused = app.get(USER_INFO, "eyJunknown");
    var logId = refused.headers().firstValue("X-Tt-Logid").orElseThrow();
    assertThat(refused.json().at("/error/log_id").asText()).isEqualTo(logId);
    var entry = sandbox.journal().requests("GET", USER_INFO).getFirst();
    assertThat(entry.logId()).isEqualTo(logId);
    assertThat(entry.status()).isEqualTo(401);
    assertThat(entry.headers()).containsEntry("authorization", "Bearer eyJunknown");
    assertThat(entry).hasToString("GET " + USER_INFO + " -> 401");
    app.begin("offline_access");
    assertThat(sandbox.journal().entries().getLast().body()).contains("scope=offline_access");
  }

  private long recall(String tenantToken) {
    return app.json("DELETE", "/open-apis/im/v1/messages/om_x", tenantToken, "").code();
  }
}
