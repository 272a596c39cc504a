package dev.larkspur.adapters.feishu.oauth;

import static dev.larkspur.adapters.feishu.StubPlatform.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.larkspur.adapters.feishu.FeishuProperties;
import dev.larkspur.adapters.feishu.StubPlatform;
import dev.larkspur.application.authorization.port.CodeExchange.Exchanged;
import dev.larkspur.application.token.port.PlatformUnavailable;
import dev.larkspur.domain.authorization.FailureReason;
import dev.larkspur.domain.authorization.Redirect;
import dev.larkspur.domain.identity.AppId;
import dev.larkspur.domain.token.RefreshToken;
import dev.larkspur.domain.token.Scopes;
import dev.larkspur.domain.token.Secret;
import dev.larkspur.domain.token.TokenPair;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FeishuCodeExchangeTest {
  private static final FeishuProperties V3 =
      StubPlatform.quick("http://larkspur.intranet:8080/oauth/feishu/callback");
  private static final AppId APP = new AppId(StubPlatform.ID);
  private static final Secret CODE = new Secret("c/0123456789+abc");
  private static final Redirect REDIRECT =
      new Redirect(
          new Secret("a-state"),
          new Secret("a-verifier"),
          new Secret("https://example.com/authorize"),
          NOON.plusSeconds(600));

  private final StubPlatform platform = new StubPlatform();
  private final FeishuCodeExchange codes = new FeishuCodeExchange(platform.apps(V3), () -> NOON);

  @AfterEach
  void close() {
    platform.close();
  }

  private Exchanged exchange() {
    return codes.exchange(APP, CODE, REDIRECT);
  }

  @Test
  void the_code_is_presented_once_with_its_address_and_its_proof() {
    platform.answers(200, Golden.answer("token-granted"));

    exchange();

    assertThat(platform.asked()).hasSize(1);
    var asked = platform.asked().getFirst();
    assertThat(asked.method()).isEqualTo("POST");
    assertThat(asked.path()).isEqualTo("/oauth/v3/token");
    assertThat(asked.body())
        .isEqualTo(
            "client_id=cli_a1b2c3d4e5f60718&client_secret="
                + StubPlatform.SECRET
                + "&grant_type=authorization_code&code=c%2F0123456789%2Babc"
                + "&redirect_uri=http%3A%2F%2Flarkspur.intranet%3A8080%2Foauth%2Ffeishu%2Fcallback"
                + "&code_verifier=a-verifier");
  }

  @Test
  void a_good_code_brings_the_pair() {
    platform.answers(200, Golden.answer("token-granted"));

    assertThat(exchange())
        .isEqualTo(
            new Exchanged.Approved(
                new TokenPair(
                    new Secret("eyJhbGciOi.access.signature"),
                    NOON,
                    NOON.plus(Duration.ofHours(2)),
                    new RefreshToken(
                        new Secret("eyJhbGciOi.refresh.signature"), NOON.plus(Duration.ofDays(7))),
                    Scopes.of("auth:user.id:read", "docs:document:readonly", "offline_access"))));
  }

  @ParameterizedTest
  @CsvSource({
    "20003,invalid_grant,CODE_SPENT",
    "20004,invalid_grant,CODE_SPENT",
    "20065,invalid_grant,CODE_SPENT",
    "20049,invalid_grant,CODE_SPENT",
    "20024,invalid_grant,CODE_SPENT",
    "20071,invalid_grant,APP_MISCONFIGURED",
    "20071,'',APP_MISCONFIGURED",
    "20029,'',APP_MISCONFIGURED",
    "20002,invalid_client,APP_MISCONFIGURED",
    "20010,'',APP_MISCONFIGURED",
    "20027,invalid_scope,SCOPES_REFUSED",
    "20036,unsupported_grant_type,PLATFORM_REFUSED",
    "20063,invalid_request,PLATFORM_REFUSED"
  })
  void what_is_refused_is_told_apart(int code, String error, FailureReason reason) {
    platform.answers(400, "{\"code\":%d,\"error\":\"%s\"}".formatted(code, error));

    assertThat(exchange())
        .isInstanceOfSatisfying(
            Exchanged.Rejected.class,
            rejected -> {
              assertThat(rejected.reason()).isEqualTo(reason);
              assertThat(rejected.error().code()).isEqualTo(Integer.toString(code));
            });
    assertThat(platform.asked()).hasSize(1);
  }

  @Test
  void a_refusal_of_the_persons_is_one() {
    platform.answers(400, "{\"error\":\"access_denied\"}");
    assertThat(exchange()).isEqualTo(new Exchanged.PersonRefused());
  }

  @Test
  void over_the_limit_the_platform_says_how_long_to_wait() {
    platform.answers(429, "{\"code\":99991400}", "x-ogw-ratelimit-reset", "7");
    assertThat(exchange()).isEqualTo(new Exchanged.RateLimited(Duration.ofSeconds(7)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"code\":20050}", "{\"code\":20072}", "<html>", ""})
  void what_is_out_of_order_is_said_and_not_tried_again(String body) {
    platform.answers(503, body);
    assertThatThrownBy(this::exchange)
        .isInstanceOf(PlatformUnavailable.class)
        .hasMessageNotContaining("a-verifier")
        .hasMessageNotContaining(CODE.reveal());
    assertThat(platform.asked()).hasSize(1);
  }

  @Test
  void a_cut_line_is_not_tried_again() {
    platform.saysNothing();
    assertThatThrownBy(this::exchange).isInstanceOf(PlatformUnavailable.class);
    assertThat(platform.asked()).hasSize(1);
  }

  @Test
  void what_the_platform_says_is_stripped_of_the_code() {
    platform.answers(
        400,
        "{\"code\":20063,\"error_description\":\"bad %s of %s\"}"
            .formatted(CODE.reveal(), StubPlatform.SECRET));
    assertThat(((Exchanged.Rejected) exchange()).error().message()).isEqualTo("bad … of …");
  }
}
