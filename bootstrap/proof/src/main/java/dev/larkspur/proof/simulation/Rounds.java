package dev.larkspur.proof.simulation;

import static dev.larkspur.proof.simulation.Scheduler.MINUTE;
import static dev.larkspur.proof.simulation.Scheduler.NEVER;
import static dev.larkspur.proof.simulation.Scheduler.SECOND;

import dev.larkspur.domain.token.Grant.Held;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * The loops of each instance: renew ahead, ask anew, carry revocations. Where an instance would
 * look every other second it looks when there is something to find, a little early or late.
 */
final class Rounds {
  /** An instance's next look. */
  private static final class Loop {
    long at = NEVER;

    final Set<String> running = new HashSet<>();
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
    if (nextAhead() <= now || hasOpenAttempt(instance.life())) {
      start(
          instance, loop, "round of renewals", () -> untilThereIsNoMore(instance.ahead()::handle));
    }
    if (nextAsk() <= now) {
      start(instance, loop, "round of cards", instance.ask()::handle);
    }
    if (world.store().revocations.size() > 0) {
      start(
          instance,
          loop,
          "round of revocations",
          () -> untilThereIsNoMore(instance.carry()::handle));
    }
    arm();
    if (hasOpenAttempt(instance.life())) {
      arm(instance, now);
    }
  }

  /** What missed its turn waits for the next look, and nothing that is stored says so. */
  private boolean hasOpenAttempt(Life life) {
    var now = life.instant();
    return world.setup().people().stream()
        .map(person -> world.store().grant(person))
        .flatMap(grant -> grant instanceof Held held ? held.attempt().stream() : Stream.empty())
        .anyMatch(attempt -> attempt.owner().equals(life.name()) && !attempt.isLapsed(now));
  }

  private void start(Instance instance, Loop loop, String round, Runnable work) {
    if (loop.running.add(round)) {
      world
          .scheduler()
          .fork(
              instance.life(),
              round,
              () -> {
                try {
                  work.run();
                } finally {
                  loop.running.remove(round);
                }
              });
    }
  }

  private static void untilThereIsNoMore(BooleanSupplier round) {
    while (round.getAsBoolean()) {
      // there is more to do at once
    }
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
