package dev.larkspur.application.authorization.port;

import dev.larkspur.domain.authorization.AuthSession.AwaitingConsent;
import dev.larkspur.domain.authorization.AuthSessionId;
import dev.larkspur.domain.authorization.DeviceCode;
import dev.larkspur.domain.identity.AppId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * When the token endpoint is asked next about each session that awaits consent. Durable, and shared
 * by all instances: a poll is made by the one that leased it.
 *
 * <p>A session is due for the first time one interval after its link was made. One that is no
 * longer awaiting consent is never due, nor one whose browser is waited for.
 */
public interface ConsentPolls {
  /**
   * @param code that of the session
   * @param interval the least time between two polls at present; slow_down lengthens it
   */
  record Poll(AwaitingConsent session, DeviceCode code, Duration interval) {}

  /** How many are due. */
  int due(AppId app, Instant now);

  /**
   * Takes polls that are due; nobody else gets them before {@code until}, by when they are made or
   * the taker is dead. First come those never asked about whose code ends within a minute; then the
   * young before the old, where each may be kept waiting for half its age.
   */
  List<Poll> lease(AppId app, Instant now, Instant until, int most);

  /** To be made again, at {@code at}. Does nothing for a session that no longer awaits consent. */
  void again(AuthSessionId id, Instant at, Duration interval);
}
