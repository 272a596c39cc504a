package dev.larkspur.adapters.feishu.oauth;

import static dev.larkspur.adapters.feishu.StubPlatform.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.larkspur.adapters.feishu.FeishuProperties;
import dev.larkspur.adapters.feishu.StubPlatform;
import dev.larkspur.application.authorization.port.TokenEndpoint.Redeemed;
import dev.larkspur.application.token.port.PlatformUnavailable;
import dev.larkspur.domain.authorization.DeviceCode;
import dev.larkspur.domain.authorization.FailureReason;
import dev.larkspur.domain.identity.AppId;
import dev.larkspur.domain.token.RefreshToken;
import dev.larkspur.domain.token.Scopes;
import dev.larkspur.domain.token.Secret;
import dev.larkspur.domain.token.TokenPair;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FeishuTokenEndpointTest {
  private static final FeishuProperties V3 = StubPlatform.quick(null);
  private static final AppId APP = new AppId(StubPlatform.ID);
  private static final DeviceCode CODE =
      new DeviceCode(
          new Secret("dc-0123456789"),
          new Secret("https://example.com/verify"),
          Duration.ofSeconds(5),
          NOON.plusSeconds(600));

  private final StubPlatform platform = new StubPlatform();
  private final FeishuTokenEndpoint tokens = new FeishuTokenEndpoint(platform.apps(V3), () -> NOON);

  @AfterEach
  void close() {
    platform.close();
  }

  @Test
  void the_device_code_is_presented_as_the_specification_says() {
    platform.answers(400, "{\"error\":\"authorization_pending\"}");

    tokens.redeem(APP, CODE);

    var asked = platform.asked().getFirst();
    assertThat(asked.method()).isEqualTo("POST");
    assertThat(asked.path()).isEqualTo("/oauth/v3/token");
    assertThat(StubPlatform.header(asked, "Content-Type"))
        .isEqualTo("application/x-www-form-urlencoded");
    assertThat(asked.body())
        .isEqualTo(
            "client_id=cli_a1b2c3d4e5f60718&client_secret="
                + StubPlatform.SECRET
                + "&grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Adevice_code"
                + "&device_code=dc-0123456789");
  }

  @Test
  void an_approval_brings_the_pair() {
    platform.answers(200, Golden.answer("token-granted"));

    assertThat(tokens.redeem(APP, CODE))
        .isEqualTo(
            new Redeemed.Approved(
                new TokenPair(
                    new Secret("eyJhbGciOi.access.signature"),
                    NOON,
                    NOON.plus(Duration.ofHours(2)),
                    new RefreshToken(
                        new Secret("eyJhbGciOi.refresh.signature"), NOON.plus(Duration.ofDays(7))),
                    Scopes.of("auth:user.id:read", "docs:document:readonly", "offline_access"))));
  }

  @Test
  void a_pair_can_come_without_a_refresh_token() {
    platform.answers(200, Golden.answer("token-without-refresh"));

    assertThat(approved().refresh()).isNull();
  }

  @Test
  void an_odd_pair_is_kept_with_cautious_lives() {
    platform.answers(200, Golden.answer("token-odd"));

    var pair = approved();

    assertThat(pair.expiresAt()).isEqualTo(NOON.plus(Duration.ofMinutes(5)));
    assertThat(pair.refresh())
        .isEqualTo(
            new RefreshToken(
                new Secret("eyJhbGciOi.refresh.signature"), NOON.plus(Duration.ofDays(1))));
    assertThat(pair.scopes()).isEqualTo(Scopes.of("good:scope"));
  }

  @Test
  void a_pair_with_more_scopes_than_one_can_ask_for_is_kept() {
    var scopes = String.join(" ", IntStream.range(0, 80).mapToObj(i -> "scope:" + i).toList());
    platform.answers(
        200, "{\"access_token\":\"t\",\"expires_in\":1e99,\"scope\":\"%s\"}".formatted(scopes));

    assertThat(approved().scopes().names()).hasSize(80);
    assertThat(approved().expiresAt()).isBefore(NOON.plus(Duration.ofDays(401)));
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 400, 500})
  void it_is_the_body_that_is_judged(int status) {
    platform.answers(status, "{\"error\":\"authorization_pending\"}");

    assertThat(tokens.redeem(APP, CODE)).isEqualTo(new Redeemed.Pending());
  }

  @Test
  void slow_down_refusal_and_expiry_have_their_names() {
    assertAnswer("{\"error\":\"slow_down\"}", new Redeemed.SlowDown());
    assertAnswer("{\"error\":\"access_denied\"}", new Redeemed.PersonRefused());
    assertAnswer("{\"error\":\"expired_token\"}", new Redeemed.CodeExpired());
    assertAnswer("{\"code\":20004,\"error\":\"expired_token\"}", new Redeemed.CodeExpired());
    assertAnswer("{\"code\":20004}", new Redeemed.CodeExpired());
  }

  @ParameterizedTest
  @CsvSource({
    "20003,invalid_grant,CODE_SPENT",
    "0,invalid_grant,CODE_SPENT",
    "20065,,CODE_SPENT",
    "20002,invalid_client,APP_MISCONFIGURED",
    "20048,,APP_MISCONFIGURED",
    "20069,,APP_MISCONFIGURED",
    "20009,,APP_MISCONFIGURED",
    "20010,access_denied,APP_MISCONFIGURED",
    "10014,,APP_MISCONFIGURED",
    "99991543,,APP_MISCONFIGURED",
    "0,unauthorized_client,APP_MISCONFIGURED",
    "20027,,SCOPES_REFUSED",
    "20067,,SCOPES_REFUSED",
    "20068,invalid_scope,SCOPES_REFUSED",
    "0,invalid_scope,SCOPES_REFUSED",
    "20036,unsupported_grant_type,PLATFORM_REFUSED",
    "21001,,PLATFORM_REFUSED"
  })
  void a_refusal_has_a_reason(int code, String error, FailureReason reason) {
    platform.answers(
        400,
        "{\"code\":%d,\"error\":\"%s\",\"error_description\":\"no\"}"
            .formatted(code, error == null ? "" : error),
        "X-Tt-Logid",
        "202611221200000000");

    var rejected = (Redeemed.Rejected) tokens.redeem(APP, CODE);

    assertThat(rejected.reason()).isEqualTo(reason);
    assertThat(rejected.error().code()).isEqualTo(code == 0 ? error : Integer.toString(code));
    assertThat(rejected.error().message()).isEqualTo("no");
    assertThat(rejected.error().logId()).isEqualTo("202611221200000000");
  }

  @Test
  void a_rate_limit_means_wait() {
    platform.answers(400, "{\"code\":99991400}", "x-ogw-ratelimit-reset", "7");
    assertThat(tokens.redeem(APP, CODE)).isEqualTo(new Redeemed.RateLimited(Duration.ofSeconds(7)));

    platform.answers(429, "slow", "Retry-After", "3");
    assertThat(tokens.redeem(APP, CODE)).isEqualTo(new Redeemed.RateLimited(Duration.ofSeconds(3)));

    platform.answers(429, "{}", "Retry-After", "Wed, 21 Oct 2026 07:28:00 GMT");
    assertThat(tokens.redeem(APP, CODE)).isEqualTo(new Redeemed.RateLimited(Duration.ofSeconds(1)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "500|{\"code\":20050}",
        "200|{\"code\":20050}",
        "503|{\"code\":20072}",
        "502|<html>bad gateway</html>",
        "200|<html>hello</html>",
        "200|[]",
        "200|{}",
        "200|{\"code\":0}",
        "500|{\"code\":12345}",
        "404|nothing here"
      })
  void what_is_out_of_order_can_be_asked_again(int status, String body) {
    platform.answers(status, body);

    assertThatThrownBy(() -> tokens.redeem(APP, CODE)).isInstanceOf(PlatformUnavailable.class);
  }

  @Test
  void no_answer_and_too_long_an_answer_can_be_asked_again() {
    platform.answers(200, "{\"x\":\"" + "y".repeat(70_000) + "\"}");
    assertThatThrownBy(() -> tokens.redeem(APP, CODE)).isInstanceOf(PlatformUnavailable.class);

    platform.saysNothing();
    assertThatThrownBy(() -> tokens.redeem(APP, CODE)).isInstanceOf(PlatformUnavailable.class);
  }

  @Test
  void what_the_platform_says_is_cut_and_stripped_of_secrets() {
    platform.answers(
        400,
        "{\"code\":20063,\"error_description\":\"bad %s for\\n%s %s\"}"
            .formatted(StubPlatform.SECRET, "dc-0123456789", "word ".repeat(100)));

    var rejected = (Redeemed.Rejected) tokens.redeem(APP, CODE);

    assertThat(rejected.error().message())
        .startsWith("bad … for … word")
        .hasSizeLessThan(210)
        .doesNotContain("\n");
  }

  @Test
  void an_app_that_another_instance_may_have_is_left_to_it() {
    var gone = new AppId("cli_gone");

    assertThatThrownBy(() -> tokens.redeem(gone, CODE))
        .isInstanceOf(PlatformUnavailable.class)
        .hasMessageContaining("cli_gone is not configured here");
    assertThat(platform.asked()).isEmpty();
  }

  private void assertAnswer(String body, Redeemed expected) {
    platform.answers(400, body);
    assertThat(tokens.redeem(APP, CODE)).isEqualTo(expected);
  }

  private TokenPair approved() {
    return ((Redeemed.Approved) tokens.redeem(APP, CODE)).pair();
  }
}
