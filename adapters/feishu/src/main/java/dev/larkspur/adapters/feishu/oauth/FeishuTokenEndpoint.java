package dev.larkspur.adapters.feishu.oauth;

import dev.larkspur.adapters.feishu.FeishuApp;
import dev.larkspur.adapters.feishu.FeishuApps;
import dev.larkspur.adapters.feishu.UnknownApp;
import dev.larkspur.application.authorization.port.TokenEndpoint;
import dev.larkspur.application.token.port.PlatformUnavailable;
import dev.larkspur.domain.authorization.DeviceCode;
import dev.larkspur.domain.authorization.FailureReason;
import dev.larkspur.domain.identity.AppId;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** The token endpoint, for device codes. */
@Singleton
@Order(Ordered.LOWEST_PRECEDENCE)
final class FeishuTokenEndpoint implements TokenEndpoint {
  private static final String DEVICE_CODE = "urn:ietf:params:oauth:grant-type:device_code";

  private final FeishuApps apps;
  private final InstantSource clock;

  FeishuTokenEndpoint(FeishuApps apps, InstantSource clock) {
    this.apps = apps;
    this.clock = clock;
  }

  @Override
  public Redeemed redeem(AppId id, DeviceCode code) {
    return redeem(apps.feishu(id).orElseThrow(() -> UnknownApp.here(id)), code);
  }

  private Redeemed redeem(FeishuApp app, DeviceCode code) {
    var request =
        new OAuthForm(app)
            .withSecret()
            .with("grant_type", DEVICE_CODE)
            .with("device_code", code.value().reveal())
            .to(app.tokenEndpoint());
    var asked = clock.instant();
    var answer = OAuthAnswer.of(app.http().send(request, "polling for a token"));
    return switch (answer.verdict("access_token")) {
      case GOOD -> new Redeemed.Approved(new PairReader(answer, asked).read());
      case PENDING -> new Redeemed.Pending();
      case SLOW_DOWN -> new Redeemed.SlowDown();
      case PERSON_REFUSED -> new Redeemed.PersonRefused();
      case CODE_EXPIRED -> new Redeemed.CodeExpired();
      case RATE_LIMITED -> new Redeemed.RateLimited(answer.wanted());
      case UNAVAILABLE ->
          throw new PlatformUnavailable("polling for a token: " + answer, answer.wanted());
      case CODE_SPENT -> rejected(FailureReason.CODE_SPENT, answer, code);
      case MISCONFIGURED -> rejected(FailureReason.APP_MISCONFIGURED, answer, code);
      case SCOPES_REFUSED -> rejected(FailureReason.SCOPES_REFUSED, answer, code);
      case TOKEN_WORTHLESS, REFUSED -> rejected(FailureReason.PLATFORM_REFUSED, answer, code);
    };
  }

  private static Redeemed rejected(FailureReason reason, OAuthAnswer answer, DeviceCode code) {
    return new Redeemed.Rejected(reason, answer.error(code.value().reveal()));
  }
}
