package dev.larkspur.domain.authorization;

import static dev.larkspur.domain.authorization.FailureReason.CODE_SPENT;
import static dev.larkspur.domain.authorization.FailureReason.WRONG_ACCOUNT;
import static dev.larkspur.domain.authorization.Refusal.ALREADY_SETTLED;
import static dev.larkspur.domain.authorization.Refusal.FOREIGN_STATE;
import static dev.larkspur.domain.authorization.Refusal.NOT_YOURS;
import static dev.larkspur.domain.authorization.Refusal.OLD_CARD;
import static dev.larkspur.domain.authorization.Refusal.OUT_OF_ORDER;
import static dev.larkspur.domain.authorization.Refusal.TOO_LATE;

import dev.larkspur.domain.authorization.AuthCommand.Approved;
import dev.larkspur.domain.authorization.AuthCommand.CameBack;
import dev.larkspur.domain.authorization.AuthCommand.Cancel;
import dev.larkspur.domain.authorization.AuthCommand.Click;
import dev.larkspur.domain.authorization.AuthCommand.CodeArrived;
import dev.larkspur.domain.authorization.AuthCommand.CodeExpired;
import dev.larkspur.domain.authorization.AuthCommand.ConsentRefused;
import dev.larkspur.domain.authorization.AuthCommand.Decline;
import dev.larkspur.domain.authorization.AuthCommand.GiveUp;
import dev.larkspur.domain.authorization.AuthCommand.LinkReady;
import dev.larkspur.domain.authorization.AuthCommand.Pressed;
import dev.larkspur.domain.authorization.AuthCommand.RefusalArrived;
import dev.larkspur.domain.authorization.AuthCommand.RevokePress;
import dev.larkspur.domain.authorization.AuthCommand.Sweep;
import dev.larkspur.domain.authorization.AuthCommand.Verified;
import dev.larkspur.domain.authorization.AuthCommand.Withdraw;
import dev.larkspur.domain.authorization.AuthSession.AwaitingConsent;
import dev.larkspur.domain.authorization.AuthSession.Beginning;
import dev.larkspur.domain.authorization.AuthSession.Cancelled;
import dev.larkspur.domain.authorization.AuthSession.Denied;
import dev.larkspur.domain.authorization.AuthSession.Exchanging;
import dev.larkspur.domain.authorization.AuthSession.Expired;
import dev.larkspur.domain.authorization.AuthSession.Failed;
import dev.larkspur.domain.authorization.AuthSession.Granted;
import dev.larkspur.domain.authorization.AuthSession.Open;
import dev.larkspur.domain.authorization.AuthSession.Preparing;
import dev.larkspur.domain.authorization.AuthSession.Requested;
import dev.larkspur.domain.authorization.AuthSession.Settled;
import dev.larkspur.domain.authorization.AuthSession.Verifying;
import dev.larkspur.domain.authorization.AuthSession.Withdrawn;
import dev.larkspur.domain.authorization.Decision.Advance;
import dev.larkspur.domain.authorization.Decision.Award;
import dev.larkspur.domain.authorization.Decision.Refuse;
import dev.larkspur.domain.authorization.Decision.Stay;
import dev.larkspur.domain.authorization.Opening.Busy;
import dev.larkspur.domain.authorization.Opening.Joined;
import dev.larkspur.domain.authorization.Opening.Merged;
import dev.larkspur.domain.authorization.Opening.Opened;
import dev.larkspur.domain.authorization.Opening.Replaced;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Every transition of a session. Pure, so that a store may decide again after a lost race. */
public final class AuthFlow {
  private record On(AuthSession session, AuthCommand command) {}

  /**
   * The table. The order of the first rows matters: a stranger learns and changes nothing, and an
   * approval is taken even after the time is over, because its pair exists nowhere else.
   */
  public static Decision decide(AuthSession session, AuthCommand command, Instant now) {
    return switch (new On(session, command)) {
      case On(AuthSession s, Pressed p) when !p.by().equals(s.person()) -> new Refuse(NOT_YOURS, s);
      case On(AuthSession s, Pressed p) when !p.nonce().equals(s.request().nonce()) ->
          new Refuse(OLD_CARD, s);
      case On(Granted s, RevokePress _) -> new Stay(s); // it may; the grant decides
      case On(Granted s, Withdraw _) -> new Advance(new Withdrawn(s.request(), now));
      case On(Settled s, _) -> new Refuse(ALREADY_SETTLED, s);
      case On(Open s, RevokePress _) -> new Refuse(OUT_OF_ORDER, s);
      case On(Open s, Withdraw _) -> new Refuse(OUT_OF_ORDER, s);
      case On(AwaitingConsent s, CameBack b) when !s.sentOff(b.state()) ->
          new Refuse(FOREIGN_STATE, s);
      case On(AwaitingConsent s, Approved a) -> new Advance(s.redeemed(a.pair(), a.claim()));
      case On(Exchanging s, Approved a) when a.claim().isSameAs(s.claim()) ->
          new Advance(s.redeemed(a.pair(), a.claim()));
      case On(Exchanging s, Sweep _) when s.isOverdue(now) ->
          new Advance(new Failed(s.request(), now, CODE_SPENT, null));
      case On(Exchanging s, ConsentRefused _) -> new Advance(new Denied(s.request(), now));
      case On(Exchanging s, Click _) -> new Stay(s);
      case On(Exchanging s, Sweep _) -> new Stay(s);
      case On(Exchanging s, Decline _) -> new Refuse(TOO_LATE, s);
      case On(Exchanging s, Cancel _) -> new Refuse(TOO_LATE, s);
      case On(Verifying s, Sweep w) when s.claim().isLapsed(now) ->
          new Advance(s.claimed(w.claim()));
      case On(Verifying s, Verified v) when v.owner().equals(s.person()) ->
          new Award(new Granted(s.request(), now, s.pair().scopes()), s.pair());
      case On(Verifying s, Verified _) ->
          new Advance(new Failed(s.request(), now, WRONG_ACCOUNT, null));
      case On(Verifying s, Click _) -> new Stay(s);
      case On(Verifying s, Sweep _) -> new Stay(s);
      case On(Verifying s, Decline _) -> new Refuse(TOO_LATE, s);
      case On(Verifying s, Cancel _) -> new Refuse(TOO_LATE, s);
      case On(Open s, Cancel _) -> new Advance(new Cancelled(s.request(), now, null));
      case On(Preparing s, GiveUp g) when !g.isFrom(s.claim()) -> new Refuse(OUT_OF_ORDER, s);
      case On(Exchanging s, GiveUp g) when !g.isFrom(s.claim()) -> new Refuse(OUT_OF_ORDER, s);
      case On(Verifying s, GiveUp g) when !g.isFrom(s.claim()) -> new Refuse(OUT_OF_ORDER, s);
      case On(Open s, GiveUp g) ->
          new Advance(new Failed(s.request(), now, g.reason(), g.platform()));
      case On(Requested s, _) when s.isOverdue(now) -> expired(s, now);
      case On(Preparing s, _) when s.isOverdue(now) -> expired(s, now);
      case On(AwaitingConsent s, _) when s.isOverdue(now) -> expired(s, now);
      case On(Requested s, Click c) when c.withCode() ->
          new Advance(new Exchanging(s.request(), c.claim()));
      case On(Requested s, Click c) -> new Advance(s.claimed(c.claim()));
      case On(Preparing s, Click _) -> new Stay(s); // somebody is at it: a toast
      case On(AwaitingConsent s, Click _) -> new Stay(s); // the same link again
      case On(Open s, Decline _) -> new Advance(new Denied(s.request(), now));
      case On(Preparing s, LinkReady l) when l.claim().isSameAs(s.claim()) ->
          new Advance(new AwaitingConsent(s.request(), l.consent()));
      case On(AwaitingConsent s, CodeArrived c) ->
          new Advance(new Exchanging(s.request(), c.claim()));
      case On(AwaitingConsent s, RefusalArrived _) -> new Advance(new Denied(s.request(), now));
      case On(AwaitingConsent s, ConsentRefused _) -> new Advance(new Denied(s.request(), now));
      case On(AwaitingConsent s, CodeExpired _) -> expired(s, now);
      case On(Preparing s, Sweep w) when s.claim().isLapsed(now) ->
          new Advance(s.claimed(w.claim()));
      case On(Open s, Sweep _) -> new Stay(s);
      case On(Requested s, LinkReady _) -> new Refuse(OUT_OF_ORDER, s);
      case On(Requested s, Approved _) -> new Refuse(OUT_OF_ORDER, s);
      case On(Requested s, ConsentRefused _) -> new Refuse(OUT_OF_ORDER, s);
      case On(Requested s, CodeExpired _) -> new Refuse(OUT_OF_ORDER, s);
      case On(Requested s, CameBack _) -> new Refuse(OUT_OF_ORDER, s);
      case On(Requested s, Verified _) -> new Refuse(OUT_OF_ORDER, s);
      case On(Preparing s, LinkReady _) -> new Refuse(OUT_OF_ORDER, s); // claim taken over
      case On(Preparing s, Approved _) -> new Refuse(OUT_OF_ORDER, s);
      case On(Preparing s, ConsentRefused _) -> new Refuse(OUT_OF_ORDER, s);
      case On(Preparing s, CodeExpired _) -> new Refuse(OUT_OF_ORDER, s);
      case On(Preparing s, CameBack _) -> new Refuse(OUT_OF_ORDER, s);
      case On(Preparing s, Verified _) -> new Refuse(OUT_OF_ORDER, s);
      case On(AwaitingConsent s, LinkReady _) -> new Refuse(OUT_OF_ORDER, s);
      case On(AwaitingConsent s, Verified _) -> new Refuse(OUT_OF_ORDER, s);
      case On(Exchanging s, LinkReady _) -> new Refuse(OUT_OF_ORDER, s);
      case On(Exchanging s, CameBack _) -> new Refuse(OUT_OF_ORDER, s);
      case On(Exchanging s, Approved _) -> new Refuse(OUT_OF_ORDER, s); // not from its holder
      case On(Exchanging s, CodeExpired _) -> new Refuse(OUT_OF_ORDER, s);
      case On(Exchanging s, Verified _) -> new Refuse(OUT_OF_ORDER, s);
      case On(Verifying s, CameBack _) -> new Refuse(OUT_OF_ORDER, s);
      case On(Verifying s, LinkReady _) -> new Refuse(OUT_OF_ORDER, s);
      // the same again: the answer to its being stored was lost
      case On(Verifying s, Approved a) when a.pair().access().equals(s.pair().access()) ->
          new Stay(s);
      case On(Verifying s, Approved _) -> new Refuse(OUT_OF_ORDER, s);
      case On(Verifying s, ConsentRefused _) -> new Refuse(OUT_OF_ORDER, s);
      case On(Verifying s, CodeExpired _) -> new Refuse(OUT_OF_ORDER, s);
    };
  }

  /** What becomes of {@code fresh} while {@code current}, if any, is open for the same person. */
  public static Opening open(@Nullable Open current, Beginning fresh, Instant now) {
    return switch (current) {
      case null -> new Opened(fresh);
      case Exchanging s when s.isOverdue(now) ->
          new Replaced(new Failed(s.request(), now, CODE_SPENT, null), fresh);
      case Exchanging s -> joinedOrBusy(s, fresh);
      case Verifying s -> joinedOrBusy(s, fresh);
      case Open s when s.isOverdue(now) -> new Replaced(new Expired(s.request(), now), fresh);
      case Requested s -> merged(s, fresh);
      case Open s when covers(s, fresh) -> new Joined(s);
      case Preparing s -> superseded(s, fresh, now);
      case AwaitingConsent s -> superseded(s, fresh, now);
    };
  }

  private static Opening joinedOrBusy(Open current, Beginning fresh) {
    return covers(current, fresh) ? new Joined(current) : new Busy(current);
  }

  private static boolean covers(Open current, Beginning fresh) {
    return current.request().scopes().containsAll(fresh.request().scopes());
  }

  private static Opening merged(Requested current, Beginning fresh) {
    var request = current.request().mergedWith(fresh.request());
    return request.equals(current.request())
        ? new Joined(current)
        : new Merged(fresh.with(request));
  }

  private static Opening superseded(Open current, Beginning fresh, Instant now) {
    var union = fresh.with(fresh.request().alsoFor(current.request().scopes()));
    return new Replaced(new Cancelled(current.request(), now, union.id()), union);
  }

  private static Decision expired(Open session, Instant now) {
    return new Advance(new Expired(session.request(), now));
  }

  private AuthFlow() {}
}
