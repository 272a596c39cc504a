package dev.larkspur.adapters.feishu.oauth;

import static dev.larkspur.application.Cast.APP;
import static dev.larkspur.application.Cast.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.larkspur.adapters.feishu.StubPlatform;
import dev.larkspur.application.token.port.PlatformUnavailable;
import dev.larkspur.domain.identity.AppId;
import dev.larkspur.domain.token.RefreshToken;
import dev.larkspur.domain.token.Scopes;
import dev.larkspur.domain.token.Secret;
import dev.larkspur.domain.token.TokenPair;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeishuTokenRevocationTest {
  private final StubPlatform platform = new StubPlatform();
  private final FeishuTokenRevocation revocation =
      new FeishuTokenRevocation(platform.apps(StubPlatform.quick(null)));

  @AfterEach
  void close() {
    platform.close();
  }

  @Test
  void revoking_takes_the_refresh_token_first() {
    platform.answers(200, "");

    revocation.revoke(APP, pair());

    assertThat(platform.asked()).hasSize(2);
    assertThat(platform.asked()).allMatch(asked -> asked.path().equals("/oauth/v1/revoke"));
    assertThat(platform.asked().get(0).body())
        .contains("token=the-refresh-token&token_type_hint=refresh_token");
    assertThat(platform.asked().get(1).body())
        .contains("token=the-access-token&token_type_hint=access_token");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "200|{\"code\":0}",
        "400|{\"error\":\"invalid_token\"}",
        "400|{\"code\":20003,\"error\":\"invalid_grant\"}",
        "404|there is no such page",
        "400|{\"error\":\"unsupported_token_type\"}"
      })
  void revoking_what_cannot_be_revoked_is_no_error(int status, String body) {
    platform.answers(status, body);

    revocation.revoke(APP, pair());

    assertThat(platform.asked()).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"500|oops", "503|{\"code\":20072}", "429|{}", "400|{\"code\":99991400}"})
  void revoking_is_tried_again_when_the_platform_is_out_of_order(int status, String body) {
    platform.answers(status, body);

    assertThatThrownBy(() -> revocation.revoke(APP, pair()))
        .isInstanceOf(PlatformUnavailable.class);
  }

  @Test
  void an_app_that_another_instance_may_have_is_left_to_it() {
    assertThatThrownBy(() -> revocation.revoke(new AppId("cli_gone"), pair()))
        .isInstanceOf(PlatformUnavailable.class)
        .hasMessageContaining("cli_gone is not configured here");
    assertThat(platform.asked()).isEmpty();
  }

  private static TokenPair pair() {
    return new TokenPair(
        new Secret("the-access-token"),
        NOON,
        NOON.plusSeconds(60),
        new RefreshToken(new Secret("the-refresh-token"), NOON.plusSeconds(600)),
        Scopes.NONE);
  }
}
