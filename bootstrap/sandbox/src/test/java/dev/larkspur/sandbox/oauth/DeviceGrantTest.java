package dev.larkspur.sandbox.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.larkspur.sandbox.Calls;
import dev.larkspur.sandbox.Sandbox;
import dev.larkspur.sandbox.SandboxOptions;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DeviceGrantTest {
  private static final String SCOPES = "docs:document:readonly offline_access";

  private final Sandbox sandbox = Sandbox.start();
  private final Calls app = new Calls(sandbox);
  private final String ann = sandbox.people().get(0).openId();
  private final String bo = sandbox.people().get(1).openId();

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @Test
  void a_device_code_lasts_600_seconds_and_is_polled_every_5() {
    var begun = app.begin(SCOPES).json();
    assertThat(begun.path("expires_in").asInt()).isEqualTo(600);
    assertThat(begun.path("interval").asInt()).isEqualTo(5);
    assertThat(begun.path("user_code").asText()).matches("[A-Z]{4}-[A-Z]{4}");
    assertThat(begun.path("verification_uri_complete").asText())
        .startsWith(begun.path("verification_uri").asText() + "?flow_id=")
        .endsWith("&user_code=" + begun.path("user_code").asText());
  }

  @Test
  void a_scope_that_the_app_has_not_enabled_is_an_invalid_scope() {
    var refused = app.begin("docs:document:readonly mail:everything");
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.error()).isEqualTo("invalid_scope");
    assertThat(refused.json().path("error_description").asText())
        .isEqualTo("The provided scope list contains invalid or malformed scopes");
  }

  @Test
  void device_authorization_wants_basic_authentication() {
    var fields = Map.of("client_id", sandbox.appId(), "scope", SCOPES);
    var path = "/oauth/v1/device_authorization";
    assertThat(app.form(path, fields).code()).isEqualTo(20001);
    assertThat(app.formWithBasic(path, fields, sandbox.appId(), "wrong").code()).isEqualTo(20002);
    assertThat(app.formWithBasic(path, fields, "cli_0000000000000000", "x").code())
        .isEqualTo(20048);
  }

  @Test
  void until_the_person_decides_a_poll_is_authorization_pending() {
    var pending = app.poll(begin());
    assertThat(pending.status()).isEqualTo(400);
    assertThat(pending.error()).isEqualTo("authorization_pending");
  }

  @Test
  void polling_faster_than_the_interval_is_slow_down_and_makes_the_interval_5_seconds_longer() {
    var code = begin();
    app.poll(code);
    assertThat(app.poll(code).error()).isEqualTo("slow_down");
    sandbox.clock().advance(Duration.ofSeconds(6));
    assertThat(app.poll(code).error()).isEqualTo("slow_down");
    sandbox.clock().advance(Duration.ofSeconds(15));
    assertThat(app.poll(code).error()).isEqualTo("authorization_pending");
  }

  @Test
  void after_the_approval_one_poll_gets_the_tokens_and_the_next_is_invalid_grant() {
    var begun = app.begin(SCOPES).json();
    sandbox.approve(Calls.link(begun), ann);
    var code = begun.path("device_code").asText();
    var tokens = app.poll(code).json();
    assertThat(tokens.path("expires_in").asInt()).isEqualTo(7200);
    assertThat(tokens.path("refresh_token_expires_in").asInt()).isEqualTo(604800);
    assertThat(tokens.path("token_type").asText()).isEqualTo("Bearer");
    assertThat(tokens.path("scope").asText()).isEqualTo(SCOPES);
    assertThat(tokens.path("access_token").asText()).startsWith("eyJ").hasSizeBetween(1024, 2048);
    assertThat(app.poll(code).error()).isEqualTo("invalid_grant");
    assertThat(sandbox.polls(code)).isEqualTo(2);
  }

  @Test
  void a_denied_request_is_access_denied() {
    var begun = app.begin(SCOPES).json();
    sandbox.deny(Calls.link(begun), ann);
    assertThat(app.poll(begun.path("device_code").asText()).error()).isEqualTo("access_denied");
  }

  @Test
  void after_its_life_a_device_code_is_an_expired_token_and_cannot_be_approved() {
    var begun = app.begin(SCOPES).json();
    sandbox.clock().advance(Duration.ofMinutes(10));
    assertThat(app.poll(begun.path("device_code").asText()).error()).isEqualTo("expired_token");
    assertThatThrownBy(() -> sandbox.approve(Calls.link(begun), ann))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void approving_a_newer_request_voids_the_older_one_of_the_same_person_only() {
    var older = app.begin(SCOPES).json();
    var others = app.begin(SCOPES).json();
    var newer = app.begin(SCOPES).json();
    sandbox.approve(Calls.link(older), ann);
    sandbox.approve(Calls.link(others), bo);
    sandbox.approve(Calls.link(newer), ann);
    assertThat(app.poll(older.path("device_code").asText()).error()).isEqualTo("invalid_grant");
    assertThat(app.poll(others.path("device_code").asText()).status()).isEqualTo(200);
    assertThat(app.poll(newer.path("device_code").asText()).status()).isEqualTo(200);
  }

  @Test
  void approving_an_older_request_leaves_the_newer_one_alone() {
    var older = app.begin(SCOPES).json();
    var newer = app.begin(SCOPES).json();
    app.get(Calls.link(newer) + "&as=" + ann, "");
    sandbox.approve(Calls.link(older), ann);
    sandbox.approve(Calls.link(newer), ann);
    assertThat(app.poll(newer.path("device_code").asText()).status()).isEqualTo(200);
  }

  @Test
  void an_unknown_device_code_is_invalid_grant() {
    assertThat(app.poll("unknown").error()).isEqualTo("invalid_grant");
  }

  @Test
  void without_offline_access_there_is_no_refresh_token() {
    assertThat(app.tokens(ann, "docs:document:readonly").has("refresh_token")).isFalse();
  }

  @Test
  void a_withheld_refresh_token_is_missing_although_it_was_asked_for() {
    sandbox.faults().withholdRefreshTokens(true);
    assertThat(app.tokens(ann, SCOPES).has("refresh_token")).isFalse();
  }

  @Test
  void consent_adds_up_over_requests() {
    app.tokens(ann, "docs:document:readonly");
    assertThat(app.tokens(ann, "calendar:calendar:readonly").path("scope").asText())
        .isEqualTo("calendar:calendar:readonly docs:document:readonly");
    assertThat(app.tokens(bo, "calendar:calendar:readonly").path("scope").asText())
        .isEqualTo("calendar:calendar:readonly");
  }

  @Test
  void lives_and_intervals_are_settings() {
    var options =
        SandboxOptions.defaults()
            .withAccessLife(Duration.ofSeconds(90))
            .withRefreshLife(Duration.ofHours(1))
            .withPollInterval(Duration.ofSeconds(1))
            .withCodeLife(Duration.ofSeconds(30));
    try (var other = Sandbox.start(options)) {
      var calls = new Calls(other);
      var begun = calls.begin(SCOPES).json();
      assertThat(begun.path("expires_in").asInt()).isEqualTo(30);
      assertThat(begun.path("interval").asInt()).isEqualTo(1);
      var tokens = calls.tokens(other.people().getFirst().openId(), SCOPES);
      assertThat(tokens.path("expires_in").asInt()).isEqualTo(90);
      assertThat(tokens.path("refresh_token_expires_in").asInt()).isEqualTo(3600);
    }
  }

  private String begin() {
    return app.begin(SCOPES).json().path("device_code").asText();
  }
}
