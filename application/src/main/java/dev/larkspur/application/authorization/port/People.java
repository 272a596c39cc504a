package dev.larkspur.application.authorization.port;

import dev.larkspur.application.token.port.PlatformUnavailable;
import dev.larkspur.domain.identity.AppId;
import dev.larkspur.domain.identity.Profile;
import dev.larkspur.domain.token.PlatformError;
import dev.larkspur.domain.token.Secret;

/** Asks the platform whose token it is. */
public interface People {
  /** What the platform says. */
  sealed interface Identified {
    record Owner(Profile profile) implements Identified {}

    /** It does not accept the token. */
    record Rejected(PlatformError error) implements Identified {}
  }

  /**
   * @throws PlatformUnavailable if the platform did not answer, or said to come later
   */
  Identified identify(AppId app, Secret accessToken);
}
