package dev.larkspur.application.token;

import dev.larkspur.application.Pause;
import dev.larkspur.application.token.port.Apps;
import dev.larkspur.application.token.port.Grants;
import dev.larkspur.application.token.port.Grants.Due;
import dev.larkspur.application.token.port.TokenBudget;
import dev.larkspur.application.token.port.TokenBudget.Permits;
import dev.larkspur.application.token.port.TokenBudget.Purpose;
import dev.larkspur.domain.identity.AppId;
import dev.larkspur.domain.token.Grant;
import dev.larkspur.domain.token.Grant.Held;
import dev.larkspur.domain.token.GrantCommand.Need;
import dev.larkspur.domain.token.GrantCommand.Renew;
import dev.larkspur.domain.token.GrantDecision;
import dev.larkspur.domain.token.GrantFlow;
import dev.larkspur.domain.token.RenewalSchedule;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executor;

/**
 * Renews grants before anybody has to wait for it, and makes the probes of lost answers. Any number
 * of instances may: each grant is begun by one of them, at the pace of the one budget.
 */
public final class RenewAhead {
  /**
   * From one round to the next. Each costs the store something whatever it begins, so it is left a
   * few to begin; but a slot that has passed is lost, and slots reach only so far ahead.
   */
  private static final Duration ROUND = Duration.ofMillis(20);

  /** Long enough for a turn at a fast pace; where the pace is slow, others may be more urgent. */
  private static final Duration WORTH_WAITING = Duration.ofSeconds(2);

  /** A slow pace has its next slot in so long; beyond that a round is made from time to time. */
  private static final Duration LONGEST_REST = Duration.ofMillis(500);

  private static final Duration NOTHING_BEGUN = Duration.ofMillis(100);

  private final Apps apps;
  private final Grants grants;
  private final TokenBudget budget;
  private final PresentToken present;
  private final RenewalSchedule schedule;
  private final Attempts attempts;
  private final Pause pause;
  private final SlotCalls calls;

  /**
   * @param each runs the calls of a round, side by side if it likes
   */
  public RenewAhead(
      Apps apps,
      Grants grants,
      TokenBudget budget,
      PresentToken present,
      RenewalSchedule schedule,
      Attempts attempts,
      Executor each,
      Pause pause) {
    this.apps = apps;
    this.grants = grants;
    this.budget = budget;
    this.present = present;
    this.schedule = schedule;
    this.attempts = attempts;
    this.pause = pause;
    this.calls = new SlotCalls(present, each, pause, attempts.clock());
  }

  /**
   * One round over all apps. Rests for a moment where something is due.
   *
   * @return whether there may be more to do at once
   */
  public boolean handle() {
    var began = clock().instant();
    var again = Duration.ofDays(1);
    RuntimeException failure = null;
    for (var app : apps.all()) {
      try {
        var next = someOf(app.id());
        again = next.compareTo(again) < 0 ? next : again;
      } catch (RuntimeException e) { // one app's trouble must not keep the others from it
        failure = e;
      }
    }
    if (failure != null) {
      throw failure;
    }
    if (again.compareTo(LONGEST_REST) > 0) {
      return false;
    }
    pause.sleepUntil(began.plus(again.compareTo(ROUND) < 0 ? ROUND : again), clock());
    return true;
  }

  /** To be called when there will be no more rounds, before what runs the calls is stopped. */
  public void stop() {
    calls.stop();
  }

  /** After how long, from now, there may be more to do for this app. */
  private Duration someOf(AppId app) {
    var now = clock().instant();
    var lane = present.lane(app);
    if (lane.isBlocked(now)) {
      calls.leaveLate(app, now);
      return Duration.ofDays(1);
    }
    int late = calls.late(app);
    int room = lane.room();
    if (room == 0 && late == 0) { // before the store is asked: it may be long until one returns
      return Duration.ZERO;
    }
    int fresh = room > 0 && grants.anyDue(app, now) ? room : 0;
    if (late + fresh == 0) {
      return Duration.ofDays(1);
    }
    var permits = budget.take(app, Purpose.REFRESH_AHEAD, late + fresh, clock());
    late = calls.addLate(app, permits);
    calls.leaveLate(app, now.minus(WORTH_WAITING));
    if (permits.count() == 0) {
      return Duration.between(now, permits.first());
    }
    int begun = late < permits.count() ? begin(app, lane, permits, late) : 0;
    return late + begun == 0 ? NOTHING_BEGUN : Duration.ZERO;
  }

  /** Begins as many as there are permits for, from that with the {@code number} on. */
  private int begin(AppId app, Lane lane, Permits permits, int number) {
    int most = permits.count() - number;
    int begun = 0;
    try {
      var which = lane.isForProbes(clock().instant()) ? Due.ALL : Due.UNSPENT;
      for (var grant : begin(app, most, which)) {
        calls.add(grant, permits, number + begun++);
      }
    } finally { // last: if it fails, permits are lost and nothing else
      if (begun < most) {
        budget.giveBack(app, permits, most - begun);
      }
    }
    return begun;
  }

  private List<Held> begin(AppId app, int most, Due which) {
    var now = clock().instant();
    Set<UUID> ours = new HashSet<>();
    return grants.advanceDue(app, which, now, most, grant -> renewed(grant, ours, now)).stream()
        .flatMap(d -> PresentToken.begun(d, a -> ours.contains(a.id())).stream())
        .toList();
  }

  private GrantDecision renewed(Grant grant, Set<UUID> ours, Instant now) {
    var attempt = attempts.fresh();
    ours.add(attempt.id());
    return GrantFlow.decide(grant, new Renew(new Need.Due(schedule), attempt), now);
  }

  private InstantSource clock() {
    return attempts.clock();
  }
}
