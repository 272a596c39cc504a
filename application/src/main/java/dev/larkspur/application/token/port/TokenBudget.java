package dev.larkspur.application.token.port;

import dev.larkspur.domain.identity.AppId;
import java.time.Instant;

/**
 * How often an app may call the platform's token endpoint, shared by all instances. Durable: two
 * instances that each believed to be alone would be refused together.
 */
public interface TokenBudget {
  /**
   * Takes up to {@code wanted} permits, each for one call that is made soon.
   *
   * @return how many were granted, 0 to {@code wanted}; what was not granted has to wait, not fail
   */
  int take(AppId app, int wanted, Instant now);

  /**
   * Grants nothing until {@code until}: the platform said so. A shorter pause never ends a longer
   * one.
   */
  void pause(AppId app, Instant until);
}
