package dev.larkspur.adapters.feishu.oauth;

import static java.util.Comparator.naturalOrder;

import dev.larkspur.adapters.feishu.Exchange;
import dev.larkspur.adapters.feishu.FeishuApp;
import dev.larkspur.adapters.feishu.FeishuApps;
import dev.larkspur.adapters.feishu.HttpAnswer;
import dev.larkspur.application.token.port.TokenRefresh;
import dev.larkspur.domain.identity.AppId;
import dev.larkspur.domain.token.Ending;
import dev.larkspur.domain.token.PlatformError;
import dev.larkspur.domain.token.RefreshToken;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The token endpoint, for refresh tokens. Sends each request once. */
@Singleton
@Order(Ordered.LOWEST_PRECEDENCE)
final class FeishuTokenRefresh implements TokenRefresh {
  private static final Logger LOG = LoggerFactory.getLogger(FeishuTokenRefresh.class);
  private static final Duration UNTIL_IT_IS_MENDED = Duration.ofMinutes(5);

  private final FeishuApps apps;
  private final InstantSource clock;

  FeishuTokenRefresh(FeishuApps apps, InstantSource clock) {
    this.apps = apps;
    this.clock = clock;
  }

  @Override
  public Answer present(AppId id, RefreshToken token) {
    return apps.feishu(id)
        .map(app -> present(app, token))
        .orElseGet(() -> TokenRefresh.none().present(id, token));
  }

  @Override
  public Duration longest() {
    return apps.feishu().stream()
        .map(FeishuApp::refreshTimeout)
        .max(naturalOrder())
        .orElseGet(TokenRefresh.super::longest);
  }

  private Answer present(FeishuApp app, RefreshToken token) {
    var request =
        new OAuthForm(app)
            .withSecret()
            .with("grant_type", "refresh_token")
            .with("refresh_token", token.value().reveal())
            .to(app.tokenEndpoint());
    var asked = clock.instant();
    return switch (app.http().exchange(request, app.refreshTimeout())) {
      case Exchange.Answered(var http) -> answer(app, token, http, asked);
      case Exchange.NotSent(var why) ->
          new Answer.TurnedAway(Reason.NOT_SENT, Duration.ZERO, plain("no_connection", why));
      case Exchange.Lost(var why) -> new Answer.Unknown(plain("no_answer", why));
    };
  }

  private static PlatformError plain(String code, String why) {
    return new PlatformError(code, why, null);
  }

  private static Answer answer(FeishuApp app, RefreshToken token, HttpAnswer http, Instant asked) {
    var answer = OAuthAnswer.of(http);
    if (answer.text("access_token").isPresent()) { // whatever else it says: it exists only here
      return new Answer.Next(new PairReader(answer, asked).read());
    }
    var error = answer.error(token.value().reveal());
    return switch (answer.refusal()) {
      case LIMITED -> new Answer.TurnedAway(Reason.LIMITED, answer.wanted(), error);
      case UNAVAILABLE -> new Answer.TurnedAway(Reason.UNAVAILABLE, answer.wanted(), error);
      case POLICY -> {
        LOG.warn(
            "app={} the platform bars a person's refreshes until it is mended"
                + " (docs/refresh-answers.md): {} {}",
            app.id(),
            error.code(),
            error.message());
        yield new Answer.TurnedAway(Reason.POLICY, UNTIL_IT_IS_MENDED, error);
      }
      case MISCONFIGURED -> {
        // the grant waits for a minute, and so does its app: not more lines than that
        LOG.error(
            "app={} the platform refuses every refresh until its settings are mended"
                + " (docs/refresh-answers.md): {} {}",
            app.id(),
            error.code(),
            error.message());
        yield new Answer.Misconfigured(error);
      }
      case EXPIRED -> new Answer.Refused(Ending.EXPIRED, error);
      case REVOKED -> new Answer.Refused(Ending.REVOKED_AT_PLATFORM, error);
      case USED -> new Answer.Refused(Ending.ALREADY_USED, error);
      case INVALID -> new Answer.Refused(Ending.INVALID, error);
      case PERSON_INACTIVE -> new Answer.Refused(Ending.PERSON_INACTIVE, error);
      case UNKNOWN -> new Answer.Unknown(error);
    };
  }
}
