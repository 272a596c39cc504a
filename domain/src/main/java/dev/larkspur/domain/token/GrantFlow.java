package dev.larkspur.domain.token;

import static dev.larkspur.domain.token.GrantRefusal.ENDED;
import static dev.larkspur.domain.token.GrantRefusal.IN_FLIGHT;
import static dev.larkspur.domain.token.GrantRefusal.NOT_REFRESHABLE;
import static dev.larkspur.domain.token.GrantRefusal.NOT_YET;
import static dev.larkspur.domain.token.GrantRefusal.REVOKED;
import static dev.larkspur.domain.token.GrantRefusal.SUPERSEDED;
import static dev.larkspur.domain.token.GrantRefusal.UNCERTAIN;

import dev.larkspur.domain.token.Grant.Held;
import dev.larkspur.domain.token.Grant.Revoked;
import dev.larkspur.domain.token.GrantCommand.Answered;
import dev.larkspur.domain.token.GrantCommand.AskedAnew;
import dev.larkspur.domain.token.GrantCommand.LookedUp;
import dev.larkspur.domain.token.GrantCommand.Need;
import dev.larkspur.domain.token.GrantCommand.NoAnswer;
import dev.larkspur.domain.token.GrantCommand.Refused;
import dev.larkspur.domain.token.GrantCommand.Renew;
import dev.larkspur.domain.token.GrantCommand.Renewed;
import dev.larkspur.domain.token.GrantCommand.Revoke;
import dev.larkspur.domain.token.GrantCommand.RevokeConsent;
import dev.larkspur.domain.token.GrantCommand.TurnedAway;
import dev.larkspur.domain.token.GrantDecision.Advance;
import dev.larkspur.domain.token.GrantDecision.Orphan;
import dev.larkspur.domain.token.GrantDecision.Refuse;
import dev.larkspur.domain.token.GrantDecision.Stay;
import dev.larkspur.domain.token.GrantDecision.Withdraw;
import dev.larkspur.domain.token.Renewal.Ended;
import dev.larkspur.domain.token.Renewal.Presented;
import dev.larkspur.domain.token.Renewal.Probed;
import dev.larkspur.domain.token.Renewal.Unspent;
import java.time.Duration;
import java.time.Instant;

/** Every transition of a grant. Pure, so that a store may decide again after a lost race. */
public final class GrantFlow {
  private record On(Renewal renewal, GrantCommand command) {}

  public static GrantDecision decide(Grant grant, GrantCommand command, Instant now) {
    return switch (grant) {
      case Held held -> decide(held, command, now);
      case Revoked gone -> decide(gone, command);
    };
  }

  /*
   * A pair that was received is taken whatever was thought of its attempt meanwhile: an answer that
   * comes after the lease, after a probe, or after the platform refused the probe, is still the only
   * place where the pair is. Only a newer epoch (another consent, another pair) outranks it. All
   * other answers count for their own attempt alone, so that the loser of a race ends nothing.
   */
  private static GrantDecision decide(Held grant, GrantCommand command, Instant now) {
    if (command instanceof Answered a && a.attempt().epoch() != grant.epoch()) {
      return isOurOwn(grant, a) ? new Stay(grant) : new Refuse(SUPERSEDED, grant);
    }
    return switch (new On(grant.renewal(), command)) {
      case On(_, Renewed c) -> new Advance(grant.renewed(c.pair()));
      case On(_, Revoke _) -> withdrawn(grant, now);
      case On(_, RevokeConsent c) when isOf(grant, c) -> withdrawn(grant, now);
      case On(_, RevokeConsent _) -> new Refuse(SUPERSEDED, grant);
      case On(_, LookedUp _) -> grant.wanted() ? new Stay(grant) : new Advance(grant.lookedUp());
      case On(_, AskedAnew c) -> new Advance(grant.asked(c.at()));
      case On(_, Renew c) when isServed(grant, c.need(), now) -> new Stay(grant);

      case On(Unspent r, Renew c) -> present(grant, r, c.attempt(), now);
      case On(Presented r, Renew c) -> probe(grant, r, c.attempt(), now);
      case On(Probed r, Renew _) ->
          new Refuse(r.attempt().isLapsed(now) ? UNCERTAIN : IN_FLIGHT, grant);
      case On(Ended _, Renew _) -> new Refuse(ENDED, grant);

      // closed: it was a probe, and is told again by one whose store did not confirm it
      case On(Presented r, TurnedAway c)
          when r.attempt().isSameAs(c.attempt()) && !r.attempt().isClosed() ->
          new Advance(grant.with(new Unspent(r.setback().andAnother(c.error(), c.atLeast(), now))));
      case On(Presented r, NoAnswer c) when r.attempt().isSameAs(c.attempt()) ->
          new Advance(grant.with(lost(r.attempt(), c.error(), now)));
      case On(Presented r, Refused c) when r.attempt().isSameAs(c.attempt()) ->
          ended(grant, c, now);

      case On(Probed r, TurnedAway c) when r.attempt().isSameAs(c.attempt()) ->
          new Advance(
              grant.with(
                  new Presented(
                      r.attempt().closed(), Setback.NONE.andAnother(c.error(), longer(c), now))));
      case On(Probed r, NoAnswer c) when r.attempt().isSameAs(c.attempt()) ->
          new Advance(grant.with(new Probed(r.attempt().lapsedAt(now), c.error())));
      case On(Probed r, Refused c) when r.attempt().isSameAs(c.attempt()) -> ended(grant, c, now);

      case On(Presented _, Answered _) -> new Refuse(SUPERSEDED, grant);
      case On(Probed _, Answered _) -> new Refuse(SUPERSEDED, grant);
      case On(Unspent _, Answered _) -> new Refuse(SUPERSEDED, grant);
      case On(Ended _, Answered _) -> new Refuse(SUPERSEDED, grant);
    };
  }

  private static GrantDecision decide(Revoked grant, GrantCommand command) {
    return switch (command) {
      case Renewed late -> new Orphan(grant, late.pair());
      case Answered _ -> new Refuse(SUPERSEDED, grant);
      case Revoke _ -> new Stay(grant);
      case RevokeConsent c when isOf(grant, c) -> new Stay(grant);
      case RevokeConsent _ -> new Refuse(SUPERSEDED, grant);
      case Renew _, LookedUp _, AskedAnew _ -> new Refuse(REVOKED, grant);
    };
  }

  /** A store that did not answer is asked again, and may have stored it the first time. */
  private static boolean isOurOwn(Held grant, Answered answer) {
    return answer instanceof Renewed r && r.pair().access().equals(grant.pair().access());
  }

  private static boolean isOf(Grant grant, RevokeConsent command) {
    return grant.consent().session().equals(command.consent().session());
  }

  private static boolean isServed(Held grant, Need need, Instant now) {
    return switch (need) {
      case Need.Due(var schedule) ->
          schedule.dueAt(grant).filter(due -> !now.isBefore(due)).isEmpty();
      case Need.Lasting(var minTtl) ->
          grant.pair().left(now).isPositive() && grant.pair().left(now).compareTo(minTtl) >= 0;
      case Need.Newer(var epoch) -> grant.epoch() > epoch && grant.pair().left(now).isPositive();
    };
  }

  /** An advance to {@link Presented}, unless the refresh token's time is over. */
  private static GrantDecision present(Held grant, Unspent unspent, Attempt by, Instant now) {
    if (grant.pair().refresh() == null) {
      return new Refuse(NOT_REFRESHABLE, grant);
    }
    if (!grant.pair().isRefreshable(now)) {
      return new Advance(grant.with(new Ended(Ending.EXPIRED, now, unspent.error())));
    }
    return now.isBefore(unspent.setback().notBefore())
        ? new Refuse(NOT_YET, grant)
        : new Advance(grant.with(new Presented(of(grant, by), unspent.setback())));
  }

  /** The one probe: when the answer is lost for good and the access token is nearly over. */
  private static GrantDecision probe(Held grant, Presented first, Attempt by, Instant now) {
    if (!first.attempt().isLapsed(now)) {
      return new Refuse(IN_FLIGHT, grant);
    }
    return now.isBefore(RenewalSchedule.probeAt(grant, first))
        ? new Refuse(UNCERTAIN, grant)
        : new Advance(grant.with(new Probed(of(grant, by), first.error())));
  }

  private static Attempt of(Held grant, Attempt by) {
    return new Attempt(by.id(), grant.epoch(), by.owner(), by.startedAt(), by.until());
  }

  private static Renewal lost(Attempt attempt, PlatformError error, Instant now) {
    return new Presented(
        attempt.lapsedAt(now), new Setback(1, now.plus(Renewal.BEFORE_PROBE), error));
  }

  private static Duration longer(TurnedAway answer) {
    return answer.atLeast().compareTo(Renewal.BEFORE_PROBE) > 0
        ? answer.atLeast()
        : Renewal.BEFORE_PROBE;
  }

  private static GrantDecision ended(Held grant, Refused answer, Instant now) {
    return new Advance(grant.with(new Ended(answer.why(), now, answer.error())));
  }

  private static GrantDecision withdrawn(Held grant, Instant now) {
    return new Withdraw(
        new Revoked(grant.person(), grant.consent(), grant.epoch() + 1, now), grant.pair());
  }

  private GrantFlow() {}
}
