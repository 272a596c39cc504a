package dev.larkspur.application.token;

import dev.larkspur.application.Pause;
import dev.larkspur.application.token.port.TokenBudget.Permits;
import dev.larkspur.domain.identity.AppId;
import dev.larkspur.domain.token.Grant.Held;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * The calls of refreshes that this instance has begun ahead of need, each in its slot. What comes
 * too late for its slot is kept until it gets another: all of them together, since each by itself
 * would queue up at the budget, which makes the next ones late. What is not called is left unspent.
 *
 * <p>The late ones are taken out by one thread alone, that of the rounds; put in by any.
 */
final class SlotCalls {
  /** A slot that is farther away is that of an instance whose clock is ahead of ours. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

  private final PresentToken present;
  private final Executor each;
  private final Pause pause;
  private final InstantSource clock;
  private final ConcurrentMap<AppId, Queue<Held>> late = new ConcurrentHashMap<>();
  private volatile boolean stopped;

  /**
   * @param each runs the calls, side by side if it likes
   */
  SlotCalls(PresentToken present, Executor each, Pause pause, InstantSource clock) {
    this.present = present;
    this.each = each;
    this.pause = pause;
    this.clock = clock;
  }

  /** Calls for one that was begun just now, in the slot with that number. */
  void add(Held begun, Permits permits, int number) {
    lane(begun).enter();
    start(begun, permits, number);
  }

  /** How many need another slot. */
  int late(AppId app) {
    return queue(app).size();
  }

  /**
   * Gives the first slots to those that are late.
   *
   * @return how many
   */
  int addLate(AppId app, Permits permits) {
    var queue = queue(app);
    int number = 0;
    while (number < permits.count() && !queue.isEmpty()) {
      start(queue.remove(), permits, number++);
    }
    return number;
  }

  /** Gives up those that are late and were not begun after {@code time}. */
  void leaveLate(AppId app, Instant time) {
    var queue = queue(app);
    var oldest = queue.peek();
    while (oldest != null && !oldest.attempt().orElseThrow().startedAt().isAfter(time)) {
      leaveAside(queue.remove());
      oldest = queue.peek();
    }
  }

  /** No more slots will come. */
  void stop() {
    stopped = true;
    late.values().forEach(this::leaveAll);
  }

  private void leaveAll(Queue<Held> queue) {
    for (var begun = queue.poll(); begun != null; begun = queue.poll()) {
      leaveAside(begun);
    }
  }

  /** Not on the thread of the rounds: a store that is out is insisted upon. */
  private void leaveAside(Held begun) {
    try {
      each.execute(() -> leave(begun));
    } catch (RejectedExecutionException e) { // we are being stopped
      leave(begun);
    }
  }

  private void start(Held begun, Permits permits, int number) {
    try {
      each.execute(() -> call(begun, permits, number));
    } catch (RejectedExecutionException e) { // we are being stopped
      leave(begun);
    }
  }

  private void call(Held begun, Permits permits, int number) {
    if (permits.at(number).isAfter(clock.instant().plus(LONGEST_WAIT))) {
      leave(begun);
      return;
    }
    pause.sleepUntil(permits.at(number), clock);
    if (lane(begun).isBlocked(clock.instant())) { // it has become so since this was begun
      leave(begun);
    } else if (permits.isOver(number, clock.instant())) {
      missed(begun);
    } else {
      present(begun);
    }
  }

  private void missed(Held begun) {
    queue(begun.person().app()).add(begun);
    if (stopped) { // perhaps nobody comes for it any more
      leaveAll(queue(begun.person().app()));
    }
  }

  private void present(Held begun) {
    try {
      present.handle(begun);
    } finally {
      lane(begun).leave();
    }
  }

  private void leave(Held begun) {
    try {
      present.leave(begun);
    } finally {
      lane(begun).leave();
    }
  }

  private Lane lane(Held begun) {
    return present.lane(begun.person().app());
  }

  private Queue<Held> queue(AppId app) {
    return late.computeIfAbsent(app, _ -> new ConcurrentLinkedQueue<>());
  }
}
