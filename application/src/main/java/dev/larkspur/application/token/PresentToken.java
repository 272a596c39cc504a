package dev.larkspur.application.token;

import static java.util.Objects.requireNonNull;

import dev.larkspur.application.Insistence;
import dev.larkspur.application.token.RenewalOutcome.AlreadyRenewed;
import dev.larkspur.application.token.RenewalOutcome.Barred;
import dev.larkspur.application.token.RenewalOutcome.Limited;
import dev.larkspur.application.token.RenewalOutcome.Misconfigured;
import dev.larkspur.application.token.RenewalOutcome.ReauthorizationRequired;
import dev.larkspur.application.token.RenewalOutcome.RetryLater;
import dev.larkspur.application.token.RenewalOutcome.Revoked;
import dev.larkspur.application.token.RenewalOutcome.Uncertain;
import dev.larkspur.application.token.port.Grants;
import dev.larkspur.application.token.port.TokenBudget;
import dev.larkspur.application.token.port.TokenRefresh;
import dev.larkspur.application.token.port.TokenRefresh.Answer;
import dev.larkspur.application.token.port.TokenRefresh.Reason;
import dev.larkspur.domain.identity.AppId;
import dev.larkspur.domain.token.Attempt;
import dev.larkspur.domain.token.Grant;
import dev.larkspur.domain.token.Grant.Held;
import dev.larkspur.domain.token.GrantCommand.Answered;
import dev.larkspur.domain.token.GrantCommand.NoAnswer;
import dev.larkspur.domain.token.GrantCommand.Refused;
import dev.larkspur.domain.token.GrantCommand.Renewed;
import dev.larkspur.domain.token.GrantCommand.TurnedAway;
import dev.larkspur.domain.token.GrantDecision;
import dev.larkspur.domain.token.GrantFlow;
import dev.larkspur.domain.token.PlatformError;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Predicate;

/**
 * Presents a refresh token that this instance has written down that it will, and stores the answer.
 */
public final class PresentToken {
  /*
   * The platform rotates (RFC 6749 section 6): a refresh token is spent by the call that presents
   * it, and its successor exists only in the answer. Two callers at once, or one that stops between
   * answer and write, lose the grant. Hence the order: write down the attempt (that is the lease, the
   * second look and the journal in one stroke), call once, write the answer before anything else is
   * done with it. The attempt is written under the grant's epoch, so that of two instances, or of one
   * that slept and one that did not, one presents. Nothing is tried again once the request can have
   * left, and nothing between call and write can be cancelled by whoever waits for the outcome. Whoever
   * slept past their attempt before the call do not make it: others may have probed meanwhile.
   */
  private static final Duration WHILE_MISCONFIGURED = Duration.ofMinutes(1);
  private static final Answer NOT_MADE =
      new Answer.TurnedAway(
          Reason.NOT_SENT,
          Duration.ZERO,
          new PlatformError("not_sent", "its turn did not come", null));

  private final Grants grants;
  private final TokenRefresh platform;
  private final TokenBudget budget;
  private final AfterRenewal after;
  private final Insistence insist;
  private final int mostAtOnce;
  private final InstantSource clock;
  private final ConcurrentMap<AppId, Lane> lanes = new ConcurrentHashMap<>();

  /**
   * @param mostAtOnce so many calls of one app are under way ahead of need: that is how many hang
   *     when the platform goes silent
   * @param insist for the answer that is to be stored; long, since a pair exists nowhere else
   */
  public PresentToken(
      Grants grants,
      TokenRefresh platform,
      TokenBudget budget,
      AfterRenewal after,
      Insistence insist,
      int mostAtOnce,
      InstantSource clock) {
    this.grants = grants;
    this.platform = platform;
    this.budget = budget;
    this.after = after;
    this.insist = insist;
    this.mostAtOnce = mostAtOnce;
    this.clock = clock;
  }

  Lane lane(AppId app) {
    return lanes.computeIfAbsent(app, _ -> new Lane(mostAtOnce));
  }

  /** The grant, if {@code decision} leaves an attempt to be made, and it is one of {@code ours}. */
  static Optional<Held> begun(GrantDecision decision, Predicate<Attempt> ours) {
    return decision instanceof GrantDecision.Advance(var held)
            && held.attempt().filter(ours).isPresent()
        ? Optional.of(held)
        : Optional.empty();
  }

  /**
   * @param begun a grant whose present attempt is ours and was never handed in here before
   */
  RenewalOutcome handle(Held begun) {
    var now = clock.instant();
    if (begun.attempt().orElseThrow().isLapsed(now)) {
      return leave(begun);
    }
    var outcome = settled(begun, answer(begun));
    lane(begun.person().app()).learn(outcome, now, clock.instant());
    if (outcome instanceof RenewalOutcome.Renewed) {
      after.renewed(begun.person());
    }
    return outcome;
  }

  /** Not presented after all, because its turn did not come. */
  RenewalOutcome leave(Held begun) {
    return settled(begun, NOT_MADE);
  }

  private RenewalOutcome settled(Held begun, Answer answer) {
    var command = command(begun.attempt().orElseThrow(), answer);
    var stored =
        insist.on(
            () ->
                grants.advance(begun.person(), g -> GrantFlow.decide(g, command, clock.instant())));
    if (answer instanceof Answer.TurnedAway t && t.reason() == Reason.LIMITED) {
      budget.pause(begun.person().app(), clock.instant(), t.atLeast());
    }
    return outcome(answer, stored);
  }

  private Answer answer(Held begun) {
    var refresh = requireNonNull(begun.pair().refresh());
    try {
      return platform.present(begun.person().app(), refresh);
    } catch (RuntimeException e) { // it may have left: whatever went wrong, nobody knows
      var what = "the call ended in a failure of our own: " + e.getClass().getName();
      return new Answer.Unknown(new PlatformError("failed", what, null));
    }
  }

  private static Answered command(Attempt attempt, Answer answer) {
    return switch (answer) {
      case Answer.Next(var pair) -> new Renewed(attempt, pair);
      case Answer.TurnedAway(_, var atLeast, var error) -> new TurnedAway(attempt, error, atLeast);
      case Answer.Misconfigured(var error) -> new TurnedAway(attempt, error, WHILE_MISCONFIGURED);
      case Answer.Refused(var why, var error) -> new Refused(attempt, why, error);
      case Answer.Unknown(var error) -> new NoAnswer(attempt, error);
    };
  }

  private RenewalOutcome outcome(Answer answer, GrantDecision stored) {
    var grant = stored.grant();
    if (!(grant instanceof Held held)) {
      return grant instanceof Grant.Revoked ? new Revoked() : new ReauthorizationRequired();
    }
    if (stored
        instanceof GrantDecision.Refuse) { // another consent, or another attempt, outranks it
      return new AlreadyRenewed(held);
    }
    return switch (answer) {
      case Answer.Next _ -> new RenewalOutcome.Renewed(held);
      case Answer.TurnedAway(var why, var atLeast, var error) ->
          switch (why) {
            case LIMITED -> new Limited(atLeast, error);
            case POLICY -> new Barred(atLeast, error);
            case NOT_SENT, UNAVAILABLE -> new RetryLater(atLeast, error);
          };
      case Answer.Misconfigured(var error) -> new Misconfigured(error);
      case Answer.Refused _ -> new ReauthorizationRequired();
      case Answer.Unknown _ -> new Uncertain(UntilProbe.of(held, clock.instant()));
    };
  }
}
