package dev.larkspur.sandbox.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.larkspur.sandbox.Calls;
import dev.larkspur.sandbox.Sandbox;
import dev.larkspur.sandbox.SandboxOptions;
import dev.larkspur.sandbox.world.Json;
import dev.larkspur.sandbox.world.RefreshFaults.How;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TokenEndpointTest {
  private static final String SCOPES = "docs:document:readonly offline_access";
  private static final String V2 = "/open-apis/authen/v2/oauth/token";
  private static final String V3 = "/oauth/v3/token";

  private final Sandbox sandbox = Sandbox.start();
  private final Calls app = new Calls(sandbox);
  private final String ann = sandbox.people().getFirst().openId();

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @Test
  void a_refresh_gives_a_new_pair() {
    var first = app.tokens(ann, SCOPES);
    var second = app.refresh(refresh(first)).json();
    assertThat(refresh(second)).startsWith("eyJ").isNotEqualTo(refresh(first));
    assertThat(userInfo(access(second))).isZero();
    assertThat(second.path("scope").asText()).isEqualTo(SCOPES);
  }

  @Test
  void a_reused_refresh_token_is_20073() {
    var token = refresh(app.tokens(ann, SCOPES));
    app.refresh(token);
    var again = app.refresh(token);
    assertThat(again.status()).isEqualTo(400);
    assertThat(again.code()).isEqualTo(20073);
    assertThat(again.error()).isEqualTo("invalid_grant");
    assertThat(sandbox.presentations(token)).isEqualTo(2);
  }

  @Test
  void the_old_access_token_lives_one_more_minute_after_a_refresh() {
    var first = app.tokens(ann, SCOPES);
    app.refresh(refresh(first));
    sandbox.clock().advance(Duration.ofSeconds(58));
    assertThat(userInfo(access(first))).isZero();
    sandbox.clock().advance(Duration.ofSeconds(3));
    assertThat(userInfo(access(first))).isEqualTo(99991677);
  }

  @Test
  void an_expired_refresh_token_is_20037() {
    var token = refresh(app.tokens(ann, SCOPES));
    sandbox.clock().advance(Duration.ofDays(7));
    assertThat(app.refresh(token).code()).isEqualTo(20037);
  }

  @Test
  void a_year_after_consent_refreshing_ends_with_20037() {
    var token = refresh(app.tokens(ann, SCOPES));
    for (int day = 6; day <= 360; day += 6) {
      sandbox.clock().advance(Duration.ofDays(6));
      token = refresh(app.refresh(token).json());
    }
    sandbox.clock().advance(Duration.ofDays(5));
    assertThat(app.refresh(token).code()).isEqualTo(20037);
  }

  @Test
  void lives_consent_and_grace_are_as_they_were_set() {
    var options =
        SandboxOptions.defaults()
            .withAccessLife(Duration.ofMinutes(10))
            .withRefreshLife(Duration.ofMinutes(30))
            .withConsentLife(Duration.ofMinutes(50))
            .withGrace(Duration.ZERO);
    try (var brief = Sandbox.start(options)) {
      var calls = new Calls(brief);
      var first = brief.mint(brief.people().getFirst().openId(), Set.of("offline_access"));
      assertThat(first.toJson().path("refresh_token_expires_in").asInt()).isEqualTo(1800);
      brief.clock().advance(Duration.ofMinutes(29));
      var second = calls.refresh(first.refreshToken().orElseThrow()).json();
      assertThat(second.path("expires_in").asInt()).isEqualTo(600);
      assertThat(second.path("refresh_token_expires_in").asInt())
          .as("what is left of the consent")
          .isBetween(1255, 1260);
      assertThat(brief.judge(access(second))).isInstanceOf(UserTokens.Verdict.Good.class);
      var third = calls.refresh(refresh(second)).json();
      assertThat(brief.judge(access(second))).isInstanceOf(UserTokens.Verdict.Expired.class);
      brief.clock().advance(Duration.ofMinutes(21));
      assertThat(calls.refresh(refresh(third)).code()).isEqualTo(20037);
    }
  }

  @Test
  void an_unknown_refresh_token_is_20026() {
    assertThat(app.refresh("eyJunknown").code()).isEqualTo(20026);
  }

  @Test
  void a_revoked_refresh_token_is_20064_and_a_revoked_access_token_99991668() {
    var tokens = app.tokens(ann, SCOPES);
    assertThat(revoke(refresh(tokens)).status()).isEqualTo(200);
    assertThat(app.refresh(refresh(tokens)).code()).isEqualTo(20064);
    assertThat(userInfo(access(tokens))).as("each token ends by itself").isZero();
    assertThat(revoke(access(tokens)).status()).isEqualTo(200);
    assertThat(userInfo(access(tokens))).isEqualTo(99991668);
  }

  @Test
  void revoking_may_end_the_whole_family() {
    sandbox.faults().revokingEndsTheFamily(true);
    var tokens = app.tokens(ann, SCOPES);
    revoke(refresh(tokens));
    assertThat(userInfo(access(tokens))).isEqualTo(99991668);
  }

  @Test
  void revoking_an_unknown_token_is_invalid_token() {
    var refused = revoke("eyJunknown");
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.error()).isEqualTo("invalid_token");
  }

  @Test
  void a_person_can_withdraw_everything() {
    var tokens = app.tokens(ann, SCOPES);
    sandbox.revokeAll(ann);
    assertThat(app.refresh(refresh(tokens)).code()).isEqualTo(20064);
    assertThat(userInfo(access(tokens))).isEqualTo(99991668);
  }

  @Test
  void refreshing_switched_off_in_the_console_is_20074_and_spends_nothing() {
    var token = refresh(app.tokens(ann, SCOPES));
    sandbox.faults().refresh().share(1, How.SWITCHED_OFF);
    assertThat(app.refresh(token).code()).isEqualTo(20074);
    sandbox.faults().refresh().share(0, How.SWITCHED_OFF);
    assertThat(app.refresh(token).status()).isEqualTo(200);
  }

  @Test
  void a_lost_answer_has_spent_the_refresh_token_all_the_same() {
    var token = refresh(app.tokens(ann, SCOPES));
    sandbox.faults().loseAnswers(V3, 1);
    assertThatThrownBy(() -> app.refresh(token)).isInstanceOf(UncheckedIOException.class);
    assertThat(app.refresh(token).code()).isEqualTo(20073);
  }

  @Test
  void a_forged_answer_takes_the_place_of_the_real_one_so_many_times() {
    var token = refresh(app.tokens(ann, SCOPES));
    sandbox.faults().answer(V3, 1, 500, "{\"code\":20050,\"error\":\"server_error\"}");
    var forged = app.refresh(token);
    assertThat(forged.status()).isEqualTo(500);
    assertThat(forged.code()).isEqualTo(20050);
    assertThat(app.refresh(token).status()).isEqualTo(200);
  }

  @Test
  void both_addresses_take_json_and_forms() {
    for (var path : new String[] {V2, V3}) {
      var first = app.tokens(ann, SCOPES);
      var form =
          app.withClient(Map.of("grant_type", "refresh_token", "refresh_token", refresh(first)));
      var second = app.form(path, form).json();
      var json =
          Json.object()
              .put("grant_type", "refresh_token")
              .put("refresh_token", refresh(second))
              .put("client_id", sandbox.appId())
              .put("client_secret", sandbox.appSecret());
      assertThat(app.json("POST", path, "", json).status()).isEqualTo(200);
    }
  }

  @Test
  void the_newer_address_takes_basic_authentication_but_not_both_at_once() {
    var grant = Map.of("grant_type", "client_credentials");
    var id = sandbox.appId();
    var secret = sandbox.appSecret();
    assertThat(app.formWithBasic(V3, grant, id, secret).status()).isEqualTo(200);
    assertThat(app.formWithBasic(V3, app.withClient(grant), id, secret).code()).isEqualTo(20070);
    assertThat(app.formWithBasic(V2, grant, id, secret).code()).isEqualTo(20001);
  }

  @Test
  void client_credentials_give_a_tenant_token_at_the_newer_address_only() {
    var grant = app.withClient(Map.of("grant_type", "client_credentials"));
    var token = access(app.form(V3, grant).json());
    assertThat(app.json("DELETE", "/open-apis/im/v1/messages/om_x", token, "").code())
        .isEqualTo(230001);
    assertThat(app.form(V2, grant).code()).isEqualTo(20036);
  }

  @Test
  void a_wrong_secret_is_20002_and_an_unknown_app_20048() {
    var form = Map.of("grant_type", "refresh_token", "refresh_token", "x");
    assertThat(app.formWithBasic(V3, form, sandbox.appId(), "wrong").code()).isEqualTo(20002);
    assertThat(app.formWithBasic(V3, form, "cli_0000000000000000", "x").code()).isEqualTo(20048);
  }

  @Test
  void malformed_requests_are_20063_20001_and_20036() {
    assertThat(app.json("POST", V3, "", "{").code()).isEqualTo(20063);
    assertThat(app.form(V3, app.withClient(Map.of())).code()).isEqualTo(20001);
    assertThat(app.form(V3, app.withClient(Map.of("grant_type", "password"))).code())
        .isEqualTo(20036);
  }

  @Test
  void a_refresh_may_narrow_the_scope_but_not_widen_it() {
    var token = refresh(app.tokens(ann, SCOPES));
    assertThat(refreshFor(token, "calendar:calendar").error()).isEqualTo("invalid_scope");
    var narrowed = refreshFor(token, "offline_access").json();
    assertThat(narrowed.path("scope").asText()).isEqualTo("offline_access");
  }

  @Test
  void over_the_limit_of_a_second_is_429_with_code_99991400_and_the_seconds_to_wait() {
    try (var small = Sandbox.start(SandboxOptions.defaults().withTokensPerSecond(3))) {
      var calls = new Calls(small);
      var code = calls.begin(SCOPES).json().path("device_code").asText();
      for (int i = 0; i < 3; i++) {
        assertThat(calls.poll(code).status()).isEqualTo(400);
      }
      var refused = calls.poll(code);
      assertThat(refused.status()).isEqualTo(429);
      assertThat(refused.code()).isEqualTo(99991400);
      assertThat(refused.headers().firstValue("x-ogw-ratelimit-limit")).contains("3");
      assertThat(refused.headers().firstValue("x-ogw-ratelimit-reset")).contains("1");
      assertThat(small.polls(code)).isEqualTo(3);
      assertThat(small.counters().refusedByLimit()).isOne();
      assertThat(small.counters().tokenCallsRefusedByLimit()).isOne();
      small.clock().advance(Duration.ofSeconds(1));
      assertThat(calls.poll(code).status()).isEqualTo(400);
    }
  }

  @Test
  void over_the_limit_of_a_minute_is_429_until_the_minute_has_passed() {
    try (var small = Sandbox.start(SandboxOptions.defaults().withTokensPerMinute(2))) {
      var calls = new Calls(small);
      calls.poll("any");
      calls.refresh("any");
      var refused = calls.poll("any");
      assertThat(refused.status()).isEqualTo(429);
      assertThat(refused.headers().firstValueAsLong("x-ogw-ratelimit-reset").orElseThrow())
          .isBetween(50L, 60L);
      small.clock().advance(Duration.ofMinutes(1));
      assertThat(calls.poll("any").status()).isEqualTo(400);
    }
  }

  private Calls.Answer refreshFor(String token, String scope) {
    return app.form(
        V3,
        app.withClient(
            Map.of("grant_type", "refresh_token", "refresh_token", token, "scope", scope)));
  }

  private Calls.Answer revoke(String token) {
    return app.form("/oauth/v1/revoke", app.withClient(Map.of("token", token)));
  }

  private long userInfo(String token) {
    return app.get("/open-apis/authen/v1/user_info", token).code();
  }

  private static String access(JsonNode tokens) {
    return tokens.path("access_token").asText();
  }

  private static String refresh(JsonNode tokens) {
    return tokens.path("refresh_token").asText();
  }
}
