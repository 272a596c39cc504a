package dev.larkspur.application.token;

import dev.larkspur.application.Pause;
import dev.larkspur.application.token.port.Apps;
import dev.larkspur.application.token.port.Grants;
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
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * Renews grants before anybody has to wait for it, and makes the probes of lost answers. Any number
 * of instances may: each grant is begun by one of them, at the pace of the one budget.
 */
public final class RenewAhead {
  /** So many calls hang when the platform goes silent; it is more than a healthy one needs. */
  private static final int MOST_AT_ONCE = 32;

  /**
   * From one round to the next. Each costs the store something whatever it begins, so it is left a
   * few to begin; but a slot that has passed is lost, and slots reach 40 ms ahead at the least
   * where the pace is fast.
   */
  private static final Duration ROUND = Duration.ofMillis(20);

  private static final Duration LONGEST_REST = Duration.ofMillis(100);

  private final Apps apps;
  private final Grants grants;
  private final TokenBudget budget;
  private final PresentToken present;
  private final RenewalSchedule schedule;
  private final Attempts attempts;
  private final Executor each;
  private final Pause pause;
  private final ConcurrentMap<AppId, Lane> lanes = new ConcurrentHashMap<>();

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
    this.each = each;
    this.pause = pause;
  }

  /**
   * One round over all apps. Rests for a moment where something is due.
   *
   * @return whether there may be more to do at once
   */
  public boolean handle() {
    var began = clock().instant();
    var again = Duration.ofDays(1);
    for (var app : apps.all()) {
      var next = someOf(app.id());
      again = next.compareTo(again) < 0 ? next : again;
    }
    if (again.compareTo(LONGEST_REST) > 0) {
      return false;
    }
    var next = began.plus(again.compareTo(ROUND) < 0 ? ROUND : again);
    var rest = Duration.between(clock().instant(), next);
    if (rest.isPositive()) {
      pause.sleep(rest);
    }
    return true;
  }

  /** After how long, from now, there may be more to do for this app. */
  private Duration someOf(AppId app) {
    var now = attempts.clock().instant();
    var lane = lanes.computeIfAbsent(app, _ -> new Lane(MOST_AT_ONCE));
    if (lane.isBlocked(now)) {
      return Duration.ofDays(1);
    }
    int room = lane.room();
    if (room == 0) { // before the store is asked: it may be long until a call returns
      return Duration.ZERO;
    }
    if (!grants.anyDue(app, now)) {
      return Duration.ofDays(1);
    }
    var permits = budget.take(app, Purpose.REFRESH_AHEAD, room, now);
    if (permits.count() == 0) {
      return Duration.between(now, permits.first());
    }
    if (permits.isOver(permits.count() - 1, clock().instant())) {
      return Duration.ZERO;
    }
    var begun = begin(app, permits, now);
    for (int i = 0; i < begun.size(); i++) {
      start(lane, begun.get(i), permits, i);
    }
    return begun.isEmpty() ? LONGEST_REST : Duration.ZERO;
  }

  private List<Held> begin(AppId app, Permits permits, Instant now) {
    Set<UUID> ours = new HashSet<>();
    var decided = grants.advanceDue(app, now, permits.count(), grant -> renewed(grant, ours, now));
    var begun =
        decided.stream()
            .flatMap(d -> PresentToken.begun(d, a -> ours.contains(a.id())).stream())
            .toList();
    if (begun.size() < permits.count()) {
      budget.giveBack(app, permits, permits.count() - begun.size());
    }
    return begun;
  }

  private GrantDecision renewed(Grant grant, Set<UUID> ours, Instant now) {
    var attempt = attempts.fresh();
    ours.add(attempt.id());
    return GrantFlow.decide(grant, new Renew(new Need.Due(schedule), attempt), now);
  }

  private void start(Lane lane, Held begun, Permits permits, int number) {
    lane.enter();
    try {
      each.execute(() -> present(lane, begun, permits, number));
    } catch (RejectedExecutionException e) { // we are being stopped
      present.leave(begun);
      lane.leave();
    }
  }

  private void present(Lane lane, Held begun, Permits permits, int number) {
    try {
      var early = Duration.between(clock().instant(), permits.at(number));
      if (early.isPositive()) {
        pause.sleep(early);
      }
      var outcome =
          permits.isOver(number, clock().instant()) ? present.leave(begun) : present.handle(begun);
      lane.learn(outcome, clock().instant());
    } finally {
      lane.leave();
    }
  }

  private InstantSource clock() {
    return attempts.clock();
  }
}
