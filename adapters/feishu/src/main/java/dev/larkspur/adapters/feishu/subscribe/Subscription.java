package dev.larkspur.adapters.feishu.subscribe;

import dev.larkspur.application.connection.port.HandledEvents;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A subscriber, its threads, and what became of its events.
 *
 * <p>The threads are the platform's, not virtual ones: those of all others share a few carriers,
 * and a subscriber that computes would keep them from the presses of cards.
 */
final class Subscription<E> {
  static final int MOST_WAITING = 64;

  private static final Logger LOG = LoggerFactory.getLogger(Subscription.class);
  private static final Duration IDLE = Duration.ofSeconds(30);
  private static final Duration STOPPING = Duration.ofSeconds(1);

  private final EventSubscriber<E> subscriber;
  private final EventType<E> type;
  private final HandledEvents events;
  private final InstantSource clock;
  private final ThreadPoolExecutor threads;
  private final Map<Outcome, LongAdder> counts = new EnumMap<>(Outcome.class);
  private final AtomicBoolean full = new AtomicBoolean();

  Subscription(EventSubscriber<E> subscriber, HandledEvents events, InstantSource clock) {
    this.subscriber = subscriber;
    this.type = subscriber.type();
    this.events = events;
    this.clock = clock;
    this.threads =
        new ThreadPoolExecutor(
            subscriber.atOnce(),
            subscriber.atOnce(),
            IDLE.toMillis(),
            TimeUnit.MILLISECONDS,
            new ArrayBlockingQueue<>(MOST_WAITING),
            Thread.ofPlatform().daemon().name("feishu-events-" + name() + "-", 0).factory());
    threads.allowCoreThreadTimeOut(true);
    for (var outcome : Outcome.values()) {
      counts.put(outcome, new LongAdder());
    }
  }

  String name() {
    return subscriber.name();
  }

  String type() {
    return type.name();
  }

  LongAdder count(Outcome outcome) {
    return Objects.requireNonNull(counts.get(outcome));
  }

  /** Never waits. */
  Future<Outcome> offer(RawEvent event) {
    try {
      var outcome = threads.submit(() -> counted(handle(event)));
      if (threads.getQueue().isEmpty() && full.compareAndSet(true, false)) {
        LOG.info("subscriber={} keeps up again", name());
      }
      return outcome;
    } catch (RejectedExecutionException e) {
      if (!full.getAndSet(true)) {
        LOG.warn(
            "subscriber={} does not keep up: {} events are waiting, and what comes now is turned"
                + " away and left to the platform to deliver again",
            name(),
            MOST_WAITING);
      }
      return CompletableFuture.completedFuture(counted(Outcome.TURNED_AWAY));
    }
  }

  /** Interrupts what is being handled: the platform delivers it again, to another instance. */
  void stop() {
    threads.shutdownNow();
    try {
      if (!threads.awaitTermination(STOPPING.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn("subscriber={} does not stop when it is interrupted", name());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  Outcome counted(Outcome outcome) {
    count(outcome).increment();
    return outcome;
  }

  private Outcome handle(RawEvent event) {
    var key = new HandledEvents.Key(event.app(), event.id(), name());
    var ticket = UUID.randomUUID();
    var now = clock.instant();
    try {
      return switch (events.take(key, ticket, now, now.plus(subscriber.atMost()))) {
        case HANDLED -> Outcome.KNOWN;
        case UNDER_WAY -> Outcome.UNDER_WAY;
        case OURS -> handle(event, key, ticket);
      };
    } catch (RuntimeException e) {
      LOG.error(
          "app={} subscriber={} event={} cannot be taken", event.app(), name(), event.id(), e);
      return Outcome.FAILED;
    }
  }

  private Outcome handle(RawEvent event, HandledEvents.Key key, UUID ticket) {
    boolean handled = false;
    try {
      subscriber.on(type.read(event));
      handled = true;
    } catch (Exception | LinkageError | StackOverflowError | AssertionError e) {
      LOG.error("app={} subscriber={} event={} failed", event.app(), name(), event.id(), e);
    }
    note(handled, key, ticket);
    return handled ? Outcome.HANDLED : Outcome.FAILED;
  }

  /** A store that is out does not undo what the subscriber did, nor keep the event for ever. */
  private void note(boolean handled, HandledEvents.Key key, UUID ticket) {
    try {
      if (handled) {
        events.handled(key);
      } else {
        events.giveBack(key, ticket, clock.instant());
      }
    } catch (RuntimeException e) {
      LOG.error(
          "app={} subscriber={} event={} it is not noted whether it was handled",
          key.app(),
          name(),
          key.event(),
          e);
    }
  }
}
