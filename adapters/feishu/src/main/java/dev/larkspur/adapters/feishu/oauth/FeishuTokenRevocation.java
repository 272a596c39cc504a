package dev.larkspur.adapters.feishu.oauth;

import dev.larkspur.adapters.feishu.FeishuApp;
import dev.larkspur.adapters.feishu.FeishuApps;
import dev.larkspur.adapters.feishu.UnknownApp;
import dev.larkspur.application.token.port.PlatformUnavailable;
import dev.larkspur.application.token.port.TokenRevocation;
import dev.larkspur.domain.identity.AppId;
import dev.larkspur.domain.token.Secret;
import dev.larkspur.domain.token.TokenPair;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code /oauth/v1/revoke}. */
@Singleton
@Order(Ordered.LOWEST_PRECEDENCE)
final class FeishuTokenRevocation implements TokenRevocation {
  private static final Logger LOG = LoggerFactory.getLogger(FeishuTokenRevocation.class);

  private final FeishuApps apps;

  FeishuTokenRevocation(FeishuApps apps) {
    this.apps = apps;
  }

  /** The refresh token first: as long as it lives, more access tokens can come of it. */
  @Override
  public void revoke(AppId id, TokenPair pair) {
    revoke(apps.feishu(id).orElseThrow(() -> UnknownApp.here(id)), pair);
  }

  private static void revoke(FeishuApp app, TokenPair pair) {
    if (pair.refresh() != null) {
      revoke(app, pair.refresh().value(), "refresh_token");
    }
    revoke(app, pair.access(), "access_token");
  }

  private static void revoke(FeishuApp app, Secret token, String kind) {
    var request =
        new OAuthForm(app)
            .withSecret()
            .with("token", token.reveal())
            .with("token_type_hint", kind)
            .to(app.accounts("/oauth/v1/revoke"));
    var answer = OAuthAnswer.of(app.http().send(request, "revoking a token"));
    switch (answer.revocation()) {
      case GOOD, TOKEN_WORTHLESS, CODE_SPENT, CODE_EXPIRED -> {}
      case RATE_LIMITED, SLOW_DOWN, UNAVAILABLE ->
          throw new PlatformUnavailable("revoking a token: " + answer, answer.wanted());
      case PENDING, PERSON_REFUSED, MISCONFIGURED, SCOPES_REFUSED, REFUSED ->
          // asking again would change nothing; the token ends by itself
          LOG.warn("app={} the platform did not revoke a {}: {}", app.id(), kind, answer);
    }
  }
}
