package dev.larkspur.application.authorization;

import dev.larkspur.application.authorization.port.AuthSessions;
import dev.larkspur.application.authorization.port.Doorbell;
import dev.larkspur.domain.authorization.AuthCommand.Sweep;
import dev.larkspur.domain.authorization.AuthFlow;
import dev.larkspur.domain.authorization.AuthSession.Preparing;
import dev.larkspur.domain.authorization.AuthSession.Settled;
import dev.larkspur.domain.authorization.AuthSession.Verifying;
import dev.larkspur.domain.authorization.AuthSessionId;
import dev.larkspur.domain.authorization.Decision.Advance;
import java.time.InstantSource;
import java.util.concurrent.Executor;

/** Settles what is overdue and takes over what a dead instance left behind. */
public final class SweepOverdue {
  private static final int MOST_AT_ONCE = 100;

  private final AuthSessions sessions;
  private final PrepareConsent prepare;
  private final VerifyConsent verify;
  private final Claims claims;
  private final Doorbell cards;
  private final Executor each;
  private final InstantSource clock;

  /**
   * @param each runs the sessions of a round, side by side if it likes
   */
  public SweepOverdue(
      AuthSessions sessions,
      PrepareConsent prepare,
      VerifyConsent verify,
      Claims claims,
      Doorbell cards,
      Executor each,
      InstantSource clock) {
    this.sessions = sessions;
    this.prepare = prepare;
    this.verify = verify;
    this.claims = claims;
    this.cards = cards;
    this.each = each;
    this.clock = clock;
  }

  /** One round. Any number of instances may sweep at once: each session moves for one of them. */
  public void handle() {
    // one by one: a session that cannot be read must not keep the others from being swept
    sessions.due(clock.instant(), MOST_AT_ONCE).forEach(id -> each.execute(() -> sweep(id)));
  }

  private void sweep(AuthSessionId id) {
    var sweep = new Sweep(claims.fresh());
    switch (sessions.advance(id, s -> AuthFlow.decide(s, sweep, clock.instant()))) {
      case Advance(Preparing mine) -> prepare.handle(mine);
      case Advance(Verifying mine) -> verify.handle(mine);
      case Advance(Settled _) -> cards.ring();
      default -> {} // another instance was first
    }
  }
}
