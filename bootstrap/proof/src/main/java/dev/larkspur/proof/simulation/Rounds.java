package dev.larkspur.proof.simulation;

import static dev.larkspur.proof.simulation.Scheduler.MINUTE;
import static dev.larkspur.proof.simulation.Scheduler.NEVER;
import static dev.larkspur.proof.simulation.Scheduler.SECOND;

import dev.larkspur.domain.token.Grant.Held;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The loops of each instance: renew ahead, ask anew, carry revocations. Where an instance would
 * look every other second it looks when there is something to find, a little early or late.
 */
final class Rounds {
  /** An instance's next look. */
  private static final class Loop {
    long at = NEVER;
    boolean renewing;
    boolean asking;
    boolean carrying;
  }

  private final World world;
  private final Map<Life, Loop> loops = new HashMap<>();

  Rounds(World world) {
    this.world = world;
  }

  /** Something was stored, or an instance has started: who sleeps too long wakes earlier. */
  void arm() {
    long due = Math.min(nextAhead(), nextAsk());
    long outbox = world.store().revocations.size() > 0 ? world.scheduler().now() + MINUTE : NEVER;
    long next = Math.min(due, outbox);
    if (next < NEVER) {
      world.instances().forEach(instance -> arm(instance, next));
    }
  }

  private void arm(Instance instance, long next) {
    var loop = loops.computeIfAbsent(instance.life(), _ -> new Loop());
    long soonest = world.scheduler().now() + SECOND;
    long at = Math.max(next, soonest) + world.dice().between(0, 2 * SECOND);
    if (loop.at > at) {
      loop.at = at;
      world.scheduler().at(at, instance.life(), () -> look(instance, loop, at));
    }
  }

  private void look(Instance instance, Loop loop, long at) {
    if (loop.at != at) {
      return; // it was woken earlier
    }
    loop.at = NEVER;
    long now = world.scheduler().now();
    if (!loop.renewing && nextAhead() <= now) {
      loop.renewing = true;
      world
          .scheduler()
          .fork(
              instance.life(),
              "round of renewals",
              () -> {
                try {
                  while (instance.ahead().handle()) {
                    // there is more
                  }
                } finally {
                  loop.renewing = false;
                }
              });
    }
    if (!loop.asking && nextAsk() <= now) {
      loop.asking = true;
      world
          .scheduler()
          .fork(
              instance.life(),
              "round of cards",
              () -> {
                try {
                  instance.ask().handle();
                } finally {
                  loop.asking = false;
                }
              });
    }
    if (!loop.carrying && world.store().revocations.size() > 0) {
      loop.carrying = true;
      world
          .scheduler()
          .fork(
              instance.life(),
              "round of revocations",
              () -> {
                try {
                  while (instance.carry().handle()) {
                    // there is more
                  }
                } finally {
                  loop.carrying = false;
                }
              });
    }
    arm();
  }

  /** When the next grant is due; {@link Scheduler#NEVER}: none by itself. */
  long nextAhead() {
    return earliest(false);
  }

  private long nextAsk() {
    return earliest(true);
  }

  private long earliest(boolean ask) {
    long earliest = NEVER;
    for (var person : world.setup().people()) {
      if (world.store().grant(person) instanceof Held held) {
        Optional<Instant> at =
            ask ? world.store().schedule.askAt(held) : world.store().schedule.dueAt(held);
        if (at.isPresent()) {
          earliest = Math.min(earliest, Scheduler.time(at.get()));
        }
      }
    }
    return earliest;
  }
}
