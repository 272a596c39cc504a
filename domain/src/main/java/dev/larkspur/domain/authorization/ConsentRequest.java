package dev.larkspur.domain.authorization;

import dev.larkspur.domain.token.Secret;
import java.time.Instant;

/** What was begun at the platform so that the person can consent, and where they do it. */
public sealed interface ConsentRequest permits DeviceCode, Redirect {
  /** Whoever has it can consent, so it is secret. */
  Secret link();

  Instant expiresAt();
}
