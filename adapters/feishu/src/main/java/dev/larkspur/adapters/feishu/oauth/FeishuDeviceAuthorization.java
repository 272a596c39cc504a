package dev.larkspur.adapters.feishu.oauth;

import dev.larkspur.adapters.feishu.FeishuApp;
import dev.larkspur.adapters.feishu.FeishuApps;
import dev.larkspur.adapters.feishu.Remedy;
import dev.larkspur.adapters.feishu.UnknownApp;
import dev.larkspur.application.authorization.port.ConsentRequests.Begun;
import dev.larkspur.application.token.port.PlatformUnavailable;
import dev.larkspur.domain.authorization.DeviceCode;
import dev.larkspur.domain.authorization.FailureReason;
import dev.larkspur.domain.identity.AppId;
import dev.larkspur.domain.token.PlatformError;
import dev.larkspur.domain.token.Scopes;
import dev.larkspur.domain.token.Secret;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Begins device grants at {@code /oauth/v1/device_authorization}. */
@Singleton
public final class FeishuDeviceAuthorization {
  private static final Logger LOG = LoggerFactory.getLogger(FeishuDeviceAuthorization.class);

  private static final Duration USUAL_LIFE = Duration.ofMinutes(4); // as in the platform's tools
  private static final Duration USUAL_INTERVAL = Duration.ofSeconds(5);
  private static final Duration SLOWEST = Duration.ofMinutes(1);

  private final FeishuApps apps;
  private final InstantSource clock;

  FeishuDeviceAuthorization(FeishuApps apps, InstantSource clock) {
    this.apps = apps;
    this.clock = clock;
  }

  /**
   * @throws PlatformUnavailable if the platform did not answer, or said to come later
   */
  public Begun begin(AppId id, Scopes scopes) {
    return begin(apps.feishu(id).orElseThrow(() -> UnknownApp.here(id)), scopes);
  }

  private Begun begin(FeishuApp app, Scopes scopes) {
    var request =
        new OAuthForm(app)
            .with("scope", scopes.toString())
            .withBasicAuthTo(app.accounts("/oauth/v1/device_authorization"));
    var asked = clock.instant();
    var answer = OAuthAnswer.of(app.http().send(request, "asking for a device code"));
    return switch (answer.verdict("device_code")) {
      case GOOD -> ready(answer, asked);
      case RATE_LIMITED, SLOW_DOWN, UNAVAILABLE ->
          throw new PlatformUnavailable("asking for a device code: " + answer, answer.wanted());
      case MISCONFIGURED -> refused(app, FailureReason.APP_MISCONFIGURED, answer);
      case SCOPES_REFUSED -> refused(app, FailureReason.SCOPES_REFUSED, answer);
      case PENDING, PERSON_REFUSED, CODE_EXPIRED, CODE_SPENT, TOKEN_WORTHLESS, REFUSED ->
          refused(app, FailureReason.PLATFORM_REFUSED, answer);
    };
  }

  private static Begun refused(FeishuApp app, FailureReason reason, OAuthAnswer answer) {
    var error = answer.error(secret(app));
    LOG.warn("app={} no consent can be asked for: {}. {}", app.id(), error, Remedy.of(error));
    return new Begun.Refused(reason, error);
  }

  /** Its times count from before the call, so that a slow answer does not lengthen them. */
  private static Begun ready(OAuthAnswer answer, Instant asked) {
    var link = answer.text("verification_uri_complete").filter(FeishuDeviceAuthorization::isLink);
    if (link.isEmpty()) {
      return new Begun.Refused(
          FailureReason.PLATFORM_REFUSED,
          new PlatformError("no_link", "the device code came without a link to open", null));
    }
    var interval = answer.seconds("interval").orElse(USUAL_INTERVAL);
    return new Begun.Ready(
        new DeviceCode(
            new Secret(answer.text("device_code").orElseThrow()),
            new Secret(link.get()),
            interval.compareTo(SLOWEST) > 0 ? SLOWEST : interval,
            asked.plus(answer.seconds("expires_in").orElse(USUAL_LIFE))));
  }

  private static boolean isLink(String text) {
    try {
      var link = URI.create(text);
      return ("https".equals(link.getScheme()) || "http".equals(link.getScheme()))
          && link.getHost() != null;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static String secret(FeishuApp app) {
    return app.secret().reveal();
  }
}
