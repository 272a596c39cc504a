package dev.larkspur.adapters.feishu.doctor;

import dev.larkspur.adapters.feishu.Remedy;
import dev.larkspur.application.checkup.port.Finding.Failed;
import dev.larkspur.application.checkup.port.Finding.Outcome;
import dev.larkspur.application.checkup.port.Finding.Skipped;
import dev.larkspur.application.token.port.TokenRefresh.Answer;
import dev.larkspur.domain.token.RefreshToken;
import dev.larkspur.domain.token.Secret;

/**
 * The switch without which no token is refreshed.
 *
 * <p>An app cannot see it. What can be done without spending anybody's refresh token is to present
 * one that was made up: a platform that looks at the switch first says so. Any other answer proves
 * nothing, and then this check does not claim anything.
 */
final class RefreshSwitchCheck implements Check {
  private static final String OFF = "20074";

  @Override
  public String name() {
    return "refresh switch";
  }

  @Override
  public Outcome on(Patient patient) {
    var madeUp = new RefreshToken(new Secret("larkspur-doctor"), patient.ways().clock().instant());
    return switch (patient.ways().refreshes().present(patient.app().id(), madeUp)) {
      case Answer.Misconfigured(var error) ->
          error.code().equals(OFF)
              ? new Failed("refreshing is switched off", Remedy.REFRESH_SWITCH.words(), error)
              : unseen();
      case Answer.Refused _, Answer.TurnedAway _, Answer.Unknown _ -> unseen();
      case Answer.Next _ ->
          throw new IllegalStateException("a token for a refresh token that was made up");
    };
  }

  private static Outcome unseen() {
    return new Skipped(
        "cannot be seen from here without spending a refresh token",
        "Look yourself: " + Remedy.REFRESH_SWITCH.words());
  }
}
