package dev.larkspur.adapters.feishu.oauth;

import dev.larkspur.adapters.feishu.FeishuApp;
import dev.larkspur.adapters.feishu.FeishuApps;
import dev.larkspur.adapters.feishu.UnknownApp;
import dev.larkspur.application.authorization.port.CodeExchange;
import dev.larkspur.application.token.port.PlatformUnavailable;
import dev.larkspur.domain.authorization.FailureReason;
import dev.larkspur.domain.authorization.Redirect;
import dev.larkspur.domain.identity.AppId;
import dev.larkspur.domain.token.Secret;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** The token endpoint, for authorization codes. */
@Singleton
@Order(Ordered.LOWEST_PRECEDENCE)
final class FeishuCodeExchange implements CodeExchange {
  private static final String DOING = "trading a code for a token";

  private final FeishuApps apps;
  private final InstantSource clock;

  FeishuCodeExchange(FeishuApps apps, InstantSource clock) {
    this.apps = apps;
    this.clock = clock;
  }

  @Override
  public Exchanged exchange(AppId id, Secret code, @Nullable Redirect redirect) {
    return exchange(apps.feishu(id).orElseThrow(() -> UnknownApp.here(id)), code, redirect);
  }

  private Exchanged exchange(FeishuApp app, Secret code, @Nullable Redirect redirect) {
    var form =
        new OAuthForm(app)
            .withSecret()
            .with("grant_type", "authorization_code")
            .with("code", code.reveal());
    if (redirect != null) {
      form.with("redirect_uri", FeishuRedirects.redirectUrl(app))
          .with("code_verifier", redirect.verifier().reveal());
    }
    var asked = clock.instant();
    var answer = OAuthAnswer.of(app.http().send(form.to(app.tokenEndpoint()), DOING));
    return switch (answer.verdict("access_token")) {
      case GOOD -> new Exchanged.Approved(new PairReader(answer, asked).read());
      case PERSON_REFUSED -> new Exchanged.PersonRefused();
      case RATE_LIMITED, SLOW_DOWN -> new Exchanged.RateLimited(answer.wanted());
      case UNAVAILABLE -> throw new PlatformUnavailable(DOING + ": " + answer, answer.wanted());
      case CODE_SPENT, CODE_EXPIRED -> rejected(FailureReason.CODE_SPENT, answer, code);
      case MISCONFIGURED -> rejected(FailureReason.APP_MISCONFIGURED, answer, code);
      case SCOPES_REFUSED -> rejected(FailureReason.SCOPES_REFUSED, answer, code);
      case PENDING, TOKEN_WORTHLESS, REFUSED ->
          rejected(FailureReason.PLATFORM_REFUSED, answer, code);
    };
  }

  private static Exchanged rejected(FailureReason reason, OAuthAnswer answer, Secret code) {
    return new Exchanged.Rejected(reason, answer.error(code.reveal()));
  }
}
