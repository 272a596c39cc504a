package dev.larkspur.proof.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The time, in microseconds from the start, and what happens when. Of events of the same time the
 * dice choose.
 */
final class Scheduler {
  static final long MILLI = 1_000;
  static final long SECOND = 1_000 * MILLI;
  static final long MINUTE = 60 * SECOND;
  static final long HOUR = 60 * MINUTE;
  static final long NEVER = Long.MAX_VALUE;

  private static final Instant START = Instant.parse("2026-11-22T12:00:00Z");

  private record Event(long at, int order, @Nullable Life owner, Runnable what)
      implements Comparable<Event> {
    @Override
    public int compareTo(Event other) {
      return at == other.at ? Integer.compare(order, other.order) : Long.compare(at, other.at);
    }
  }

  private static final class Waiting {
    final Coroutine who;
    final BooleanSupplier forWhat;
    boolean over;

    Waiting(Coroutine who, BooleanSupplier forWhat) {
      this.who = who;
      this.forWhat = forWhat;
    }
  }

  private final Dice dice;
  private final PriorityQueue<Event> events = new PriorityQueue<>();
  private final List<Waiting> waiting = new ArrayList<>();
  private final List<Coroutine> living = new ArrayList<>();
  private final BiConsumer<Coroutine, RuntimeException> failed;
  private long now;
  private long steps;
  private @Nullable Coroutine current;

  /**
   * @param failed told of a coroutine that ended in an exception
   */
  Scheduler(Dice dice, BiConsumer<Coroutine, RuntimeException> failed) {
    this.dice = dice;
    this.failed = failed;
  }

  static Instant instant(long time) {
    return START.plusNanos(time * 1_000);
  }

  static long time(Instant instant) {
    return micros(Duration.between(START, instant));
  }

  static long micros(Duration duration) {
    return TimeUnit.MICROSECONDS.convert(duration);
  }

  long now() {
    return now;
  }

  /** How many events there were. */
  long steps() {
    return steps;
  }

  /** Null: an event that is no coroutine's. */
  @Nullable Coroutine current() {
    return current;
  }

  void at(long time, Runnable what) {
    at(time, null, what);
  }

  /** Unless its owner is dead by then; later if it is frozen. */
  void at(long time, @Nullable Life owner, Runnable what) {
    events.add(new Event(Math.max(time, now), dice.order(), owner, what));
  }

  void fork(Life owner, String name, Runnable work) {
    var coroutine = new Coroutine(owner, current, name, work);
    living.add(coroutine);
    resumeAt(now, coroutine);
  }

  private void resumeAt(long time, Coroutine coroutine) {
    at(time, coroutine.owner(), () -> resume(coroutine));
  }

  private void resume(Coroutine coroutine) {
    current = coroutine;
    try {
      coroutine.resume();
    } catch (RuntimeException e) {
      failed.accept(coroutine, e);
    } finally {
      current = null;
    }
    if (coroutine.isDone()) {
      living.remove(coroutine);
    }
  }

  /** Of the current coroutine. */
  void sleep(long time) {
    resumeAt(now + time, me());
    Coroutine.suspend();
  }

  /** Of the current coroutine; whether it came true in time. */
  boolean await(BooleanSupplier condition, long time) {
    if (condition.getAsBoolean()) {
      return true;
    }
    var wait = new Waiting(me(), condition);
    waiting.add(wait);
    at(now + time, wait.who.owner(), () -> wake(wait));
    Coroutine.suspend();
    return condition.getAsBoolean();
  }

  private Coroutine me() {
    if (current == null) {
      throw new IllegalStateException("only a coroutine can wait");
    }
    return current;
  }

  private void wake(Waiting wait) {
    if (!wait.over) {
      wait.over = true;
      waiting.remove(wait);
      resume(wait.who);
    }
  }

  /** The next event; false if there is none until {@code end}. */
  boolean step(long end) {
    var next = events.peek();
    if (next == null || next.at > end) {
      now = Math.max(now, end);
      return false;
    }
    events.remove();
    now = next.at;
    var owner = next.owner;
    if (owner != null && owner.frozenUntil() > now && !owner.isDead()) {
      events.add(new Event(owner.frozenUntil(), dice.order(), owner, next.what));
      return true;
    }
    if (owner == null || !owner.isDead()) {
      steps++;
      next.what.run();
      wakeThoseWhoWaitedForIt();
    }
    return true;
  }

  private void wakeThoseWhoWaitedForIt() {
    for (int i = waiting.size() - 1; i >= 0; i--) {
      var wait = waiting.get(i);
      if (wait.forWhat.getAsBoolean()) {
        at(now + dice.between(0, MILLI), wait.who.owner(), () -> wake(wait));
        waiting.remove(i);
      }
    }
  }

  /** Its coroutines vanish as they are. */
  void forget(Life dead) {
    living.removeIf(c -> c.owner() == dead);
    waiting.removeIf(w -> w.who.owner() == dead);
  }

  /** Coroutines that have not come to their end. */
  List<Coroutine> living() {
    return living;
  }
}
