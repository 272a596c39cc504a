package dev.larkspur.sandbox.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.larkspur.sandbox.Calls;
import dev.larkspur.sandbox.Sandbox;
import dev.larkspur.sandbox.SandboxOptions;
import dev.larkspur.sandbox.chat.ConsentLinks;
import dev.larkspur.sandbox.world.Json;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuthorizationCodeTest {
  private static final String BACK = "http://127.0.0.1:9/oauth/callback";
  private static final String STATE = "a state/with +&={{people}}\"<signs>";
  private static final String VERIFIER = "v".repeat(43);
  // BASE64URL(SHA-256 of 43 times "v")
  private static final String S256 = "7w_YNF9DSfIdPf_pRjSq646_kPr-2-o9NAl16JGghdM";
  private static final String V2 = "/open-apis/authen/v2/oauth/token";
  private static final String V3 = "/oauth/v3/token";

  private final Sandbox sandbox = Sandbox.start();
  private final Calls app = new Calls(sandbox);
  private final String ann = sandbox.people().get(0).openId();
  private final String bo = sandbox.people().get(1).openId();
  private final String dora = sandbox.people().get(3).openId();
  private final AuthorizeLink link =
      new AuthorizeLink(
          sandbox.url(),
          Map.of(
              "client_id",
              sandbox.appId(),
              "response_type",
              "code",
              "redirect_uri",
              BACK,
              "scope",
              "docs:document:readonly offline_access",
              "state",
              STATE));

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {V2, V3})
  void a_code_is_exchanged_for_a_pair_by_form_and_by_json(String path) {
    var form = app.form(path, exchange(code(link))).json();
    assertThat(form.path("scope").asText()).isEqualTo("docs:document:readonly offline_access");
    assertThat(form.path("refresh_token").asText()).startsWith("eyJ");
    var json = app.json("POST", path, "", Json.toTree(exchange(code(link)))).json();
    assertThat(sandbox.judge(json.path("access_token").asText()))
        .isEqualTo(
            new UserTokens.Verdict.Good(
                new UserTokens.Access(ann, Set.of("docs:document:readonly", "offline_access"))));
  }

  @Test
  void the_browser_is_sent_back_with_a_long_code_and_the_state_untouched() {
    var back = sandbox.browser().approve(link.uri(), bo);
    assertThat(back.toString()).startsWith(BACK + "?");
    var query = ConsentLinks.query(back);
    assertThat(query.get("state")).isEqualTo(STATE);
    assertThat(query.get("code")).hasSizeGreaterThanOrEqualTo(64);
    assertThat(sandbox.issuedSecrets()).contains(query.get("code"));
  }

  @Test
  void without_a_state_none_comes_back_and_a_query_of_the_app_stays() {
    var bare = link.without("state").with("redirect_uri", BACK + "?mine=1");
    assertThat(sandbox.browser().deny(bare.uri()))
        .isEqualTo(URI.create(BACK + "?mine=1&error=access_denied"));
  }

  @Test
  void without_a_scope_the_page_asks_for_the_identity_only() {
    var bare = link.without("scope");
    assertThat(app.get(bare.uri().toString(), "").text())
        .contains("<li><span>Know who you are</span></li>");
    assertThat(app.form(V3, exchange(code(bare))).json().path("scope").asText()).isEmpty();
  }

  @Test
  void a_person_can_decide_by_http_too() {
    var body = Json.object().put("link", link.uri().toString()).put("open_id", bo);
    var approved = app.json("POST", "/sandbox/browser/approve", "", body).json();
    assertThat(approved.path("location").asText()).startsWith(BACK + "?code=");
    var denied = app.json("POST", "/sandbox/browser/deny", "", body).json();
    assertThat(denied.path("location").asText()).startsWith(BACK + "?error=access_denied&state=");
    var wrong = body.put("link", link.with("scope", "mail:everything").uri().toString());
    var refused = app.json("POST", "/sandbox/browser/approve", "", wrong);
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.error()).contains("20027");
  }

  @Test
  void a_refusal_is_access_denied_with_the_state() {
    var query = ConsentLinks.query(sandbox.browser().deny(link.uri()));
    assertThat(query).containsOnly(Map.entry("error", "access_denied"), Map.entry("state", STATE));
  }

  @Test
  void the_page_asks_and_its_form_leads_back_to_the_app() {
    var page = app.get(link.uri().toString(), "");
    assertThat(page.text())
        .contains("Read your documents", "id=\"approve\"", "id=\"deny\"", "Bo Li");
    assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
        .contains("form-action 'self' http://127.0.0.1:9;");
    var fields = new HashMap<>(Page.hiddenFields(page.text()));
    fields.put("open_id", bo);
    fields.put("decision", "approve");
    var sent = app.form("/open-apis/authen/v1/authorize", fields);
    assertThat(sent.status()).isEqualTo(302);
    var query = ConsentLinks.query(URI.create(sent.headers().firstValue("Location").orElseThrow()));
    assertThat(query.get("state")).isEqualTo(STATE);
    var pair = app.form(V3, exchange(query.getOrDefault("code", ""))).json();
    assertThat(sandbox.judge(pair.path("access_token").asText()))
        .extracting(it -> ((UserTokens.Verdict.Good) it).access().openId())
        .isEqualTo(bo);
    fields.put("decision", "deny");
    assertThat(app.form("/open-apis/authen/v1/authorize", fields).headers().firstValue("Location"))
        .hasValueSatisfying(to -> assertThat(to).startsWith(BACK + "?error=access_denied&state="));
  }

  @Test
  void an_address_that_is_not_registered_is_a_page_with_20029_and_no_redirect() {
    for (var elsewhere :
        new String[] {"https://example.com/cb", "http://127.0.0.1@evil.test/", ""}) {
      refused(link.with("redirect_uri", elsewhere), "20029");
    }
  }

  @Test
  void what_is_registered_counts_to_the_letter() {
    var options = SandboxOptions.defaults().withRedirectUris(Set.of("https://app.example/cb"));
    try (var strict = Sandbox.start(options)) {
      var there =
          new AuthorizeLink(strict.url(), link.parameters()).with("client_id", strict.appId());
      var right = there.with("redirect_uri", "https://app.example/cb");
      assertThat(strict.browser().deny(right.uri())).hasHost("app.example");
      for (var wrong :
          new String[] {BACK, "https://app.example/cb/", "https://app.example/cb?a=b"}) {
        assertThatThrownBy(() -> strict.browser().deny(there.with("redirect_uri", wrong).uri()))
            .hasMessageContaining("20029");
      }
    }
  }

  @Test
  void the_page_refuses_in_the_language_of_the_person() {
    var wrong = link.with("redirect_uri", "https://example.com/").uri();
    assertThat(AuthorizeRefusal.REDIRECT_URI.in("zh-CN")).isEqualTo("重定向 URL 有误 (20029)");
    assertThat(AuthorizeRefusal.REDIRECT_URI.in("ja")).endsWith("登録されていません (20029)");
    assertThat(app.get(wrong.toString(), "").text())
        .contains(AuthorizeRefusal.REDIRECT_URI.in("en_us"));
  }

  @Test
  void a_scope_that_is_not_enabled_is_a_page_with_20027() {
    refused(link.with("scope", "docs:document:readonly mail:everything"), "20027");
  }

  @Test
  void a_link_that_makes_no_sense_is_a_page_with_20001_and_an_unknown_app_20048() {
    refused(link.with("response_type", "token"), "20001");
    refused(link.with("code_challenge", S256).with("code_challenge_method", "S512"), "20001");
    refused(link.with("code_challenge_method", "S256"), "20001");
    refused(link.with("client_id", "cli_0000000000000000"), "20048");
  }

  @Test
  void a_person_outside_the_availability_cannot_approve() {
    assertThatThrownBy(() -> sandbox.browser().approve(link.uri(), dora))
        .hasMessageContaining("20010");
    assertThatThrownBy(() -> sandbox.browser().approve(link.uri(), "ou_nobody"))
        .hasMessageContaining("ou_nobody");
  }

  @Test
  void a_code_works_once_for_five_minutes_and_at_no_other_address() {
    var code = code(link);
    assertThat(app.form(V3, exchange("nonsense")).code()).isEqualTo(20003);
    var elsewhere = new HashMap<>(exchange(code));
    elsewhere.put("redirect_uri", BACK + "/");
    assertThat(app.form(V3, elsewhere).code()).isEqualTo(20071);
    assertThat(app.form(V3, exchange(code)).status()).isEqualTo(200);
    var again = app.form(V2, exchange(code));
    assertThat(again.code()).isEqualTo(20065);
    assertThat(again.error()).isEqualTo("invalid_grant");
    var late = code(link);
    sandbox.clock().advance(Duration.ofMinutes(5));
    assertThat(app.form(V3, exchange(late)).code()).isEqualTo(20004);
  }

  @ParameterizedTest
  @ValueSource(strings = {V2, V3})
  void a_challenge_must_be_met(String path) {
    var hashed = code(link.with("code_challenge", S256).with("code_challenge_method", "S256"));
    assertThat(app.form(path, exchange(hashed)).code()).isEqualTo(20049);
    assertThat(app.form(path, proving(hashed, "w".repeat(43))).code()).isEqualTo(20049);
    assertThat(app.form(path, proving(hashed, VERIFIER)).status()).isEqualTo(200);
    var plain = code(link.with("code_challenge", VERIFIER).with("code_challenge_method", "plain"));
    assertThat(app.form(path, proving(plain, S256)).code()).isEqualTo(20049);
    assertThat(app.form(path, proving(plain, VERIFIER)).status()).isEqualTo(200);
    var brief = code(link.with("code_challenge", "short"));
    assertThat(app.form(path, proving(brief, "short")).code()).isEqualTo(20049);
  }

  @Test
  void a_verifier_that_no_challenge_announced_is_refused_by_the_newer_address_only() {
    assertThat(app.form(V3, proving(code(link), VERIFIER)).code()).isEqualTo(20049);
    assertThat(app.form(V2, proving(code(link), VERIFIER)).status()).isEqualTo(200);
  }

  @Test
  void two_ways_of_authentication_are_20070() {
    var both = app.formWithBasic(V3, exchange(code(link)), sandbox.appId(), sandbox.appSecret());
    assertThat(both.code()).isEqualTo(20070);
  }

  @Test
  void consent_adds_up_over_both_ways_and_the_exchange_may_narrow_it() {
    app.tokens(ann, "calendar:calendar:readonly");
    var narrowed = new HashMap<>(exchange(code(link)));
    narrowed.put("scope", "calendar:calendar:readonly");
    assertThat(app.form(V3, narrowed).json().path("scope").asText())
        .isEqualTo("calendar:calendar:readonly");
    narrowed.putAll(exchange(code(link)));
    narrowed.put("scope", "task:task:write");
    assertThat(app.form(V3, narrowed).code()).isEqualTo(20068);
  }

  private void refused(AuthorizeLink wrong, String code) {
    var page = app.get(wrong.uri().toString(), "");
    assertThat(page.status()).isEqualTo(400);
    assertThat(page.text()).contains("data-outcome=\"unknown\"", "(" + code + ")");
    assertThat(page.headers().firstValue("Location")).isEmpty();
    var fields = new HashMap<>(wrong.parameters());
    fields.putAll(Map.of("decision", "approve", "open_id", ann));
    assertThat(app.form("/open-apis/authen/v1/authorize", fields).text()).contains(code);
    assertThatThrownBy(() -> sandbox.browser().approve(wrong.uri(), ann))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(code);
  }

  private String code(AuthorizeLink of) {
    return ConsentLinks.query(sandbox.browser().approve(of.uri(), ann)).getOrDefault("code", "");
  }

  private Map<String, String> exchange(String code) {
    return app.withClient(
        Map.of("grant_type", "authorization_code", "code", code, "redirect_uri", BACK));
  }

  private Map<String, String> proving(String code, String verifier) {
    var fields = new HashMap<>(exchange(code));
    fields.put("code_verifier", verifier);
    return fields;
  }
}
