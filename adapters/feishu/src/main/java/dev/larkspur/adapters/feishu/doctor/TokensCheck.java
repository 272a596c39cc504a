package dev.larkspur.adapters.feishu.doctor;

import dev.larkspur.adapters.feishu.Remedy;
import dev.larkspur.application.authorization.port.ConsentRequests.Begun;
import dev.larkspur.application.authorization.port.TokenEndpoint.Redeemed;
import dev.larkspur.application.checkup.port.Finding.Doubtful;
import dev.larkspur.application.checkup.port.Finding.Failed;
import dev.larkspur.application.checkup.port.Finding.Good;
import dev.larkspur.application.checkup.port.Finding.Outcome;
import dev.larkspur.application.token.port.PlatformUnavailable;
import dev.larkspur.domain.authorization.DeviceCode;
import dev.larkspur.domain.authorization.FailureReason;
import dev.larkspur.domain.token.Secret;
import java.time.Duration;

/**
 * The token endpoint is where it is said to be, and takes the secret. It is asked for a consent
 * that nobody gave, once; that is the answer that must come.
 */
final class TokensCheck implements Check {
  private static final String PATH =
      "Nothing in the console: LARKSPUR_FEISHU_TOKEN_PATH must be /oauth/v3/token (at"
          + " …_ACCOUNTS_URL) or /open-apis/authen/v2/oauth/token (at …_OPEN_URL), and the machine"
          + " must reach it";

  @Override
  public String name() {
    return "tokens";
  }

  @Override
  public Outcome on(Patient patient) {
    try {
      return judged(patient.ways().tokens().redeem(patient.app().id(), code(patient)));
    } catch (PlatformUnavailable e) {
      return new Failed(
          "no token endpoint answers at "
              + patient.app().tokenEndpoint()
              + " ("
              + e.getMessage()
              + ")",
          PATH,
          null);
    }
  }

  private static Outcome judged(Redeemed redeemed) {
    return switch (redeemed) {
      case Redeemed.Pending(),
          Redeemed.SlowDown(),
          Redeemed.PersonRefused(),
          Redeemed.CodeExpired() ->
          answers();
      case Redeemed.RateLimited _ ->
          new Doubtful(
              "the token endpoint answers, but the app is over its limit",
              "Nothing in the console: try again in a minute");
      case Redeemed.Rejected(var reason, var error) ->
          reason == FailureReason.CODE_SPENT
              ? answers()
              : new Failed("the token endpoint refuses the app", Remedy.of(error), error);
      case Redeemed.Approved _ ->
          throw new IllegalStateException("a token for a consent that nobody gave");
    };
  }

  private static Outcome answers() {
    return new Good("the token endpoint answers and takes the secret");
  }

  /** The code that was given out, or one made up: the endpoint knows neither's consent. */
  private static DeviceCode code(Patient patient) {
    try {
      if (patient.deviceCode() instanceof Begun.Ready(DeviceCode code)) {
        return code;
      }
    } catch (PlatformUnavailable e) {
      // is told by the check of the device grant
    }
    var none = new Secret("larkspur-doctor");
    return new DeviceCode(none, none, Duration.ofSeconds(5), patient.ways().clock().instant());
  }
}
