package dev.larkspur.adapters.feishu.subscribe;

import dev.larkspur.adapters.feishu.FeishuApp;
import dev.larkspur.application.connection.port.HandledEvents;
import io.micronaut.context.BeanContext;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.exceptions.ConfigurationException;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All subscribers. Made at the start, so that a wrong one stops it. */
@Context
public final class Subscriptions {
  private static final Logger LOG = LoggerFactory.getLogger(Subscriptions.class);
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9-]{1,64}");
  private static final int MOST_AT_ONCE = 1000;

  private final EventReader reader = new EventReader();
  private final List<Subscription<?>> all;

  /*
   * Not a list to be injected: beans whose class leaves the type of event open are not in it, and
   * nobody would notice.
   */
  Subscriptions(BeanContext beans, HandledEvents events, InstantSource clock) {
    var names = new HashSet<String>();
    var made = new ArrayList<Subscription<?>>();
    for (EventSubscriber<?> subscriber : beans.getBeansOfType(EventSubscriber.class)) {
      check(subscriber);
      if (!names.add(subscriber.name())) {
        throw wrong(subscriber, "has the name of another");
      }
      made.add(subscription(subscriber, events, clock));
    }
    this.all = List.copyOf(made);
  }

  private static <E> Subscription<E> subscription(
      EventSubscriber<E> subscriber, HandledEvents events, InstantSource clock) {
    try {
      return new Subscription<>(subscriber, events, clock);
    } catch (IllegalArgumentException e) { // of the type, which else would fail with each event
      throw wrong(subscriber, "asks for what is not to be had: " + e.getMessage());
    }
  }

  private static void check(EventSubscriber<?> subscriber) {
    if (!NAME.matcher(subscriber.name()).matches()) {
      throw wrong(subscriber, "needs a name of 1 to 64 letters, digits and dashes");
    }
    if (subscriber.atOnce() < 1 || subscriber.atOnce() > MOST_AT_ONCE) {
      throw wrong(subscriber, "can work on 1 to " + MOST_AT_ONCE + " events at once");
    }
    if (!subscriber.atMost().isPositive()) {
      throw wrong(subscriber, "needs more than no time for an event");
    }
  }

  private static ConfigurationException wrong(EventSubscriber<?> subscriber, String why) {
    return new ConfigurationException(
        "the subscriber "
            + subscriber.name()
            + " ("
            + subscriber.getClass().getName()
            + ") "
            + why);
  }

  /**
   * Hands an event to everybody who subscribed to it.
   *
   * @return whether it may be acknowledged: nobody is left who needs it again
   */
  public boolean hand(FeishuApp app, byte[] event, Duration patience) throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    if (all.isEmpty()) {
      return true;
    }
    var read = reader.read(app, event).orElse(null);
    if (read == null) {
      return true;
    }
    var offers =
        all.stream()
            .filter(subscription -> subscription.type().equals(read.type()))
            .map(subscription -> new Offer(subscription, read, subscription.offer(read)))
            .toList();
    boolean done = true;
    for (var offer : offers) {
      done &= offer.await(end).isDone();
    }
    return done;
  }

  /** An event that a subscriber has been given. */
  private record Offer(Subscription<?> to, RawEvent event, Future<Outcome> outcome) {
    /**
     * @param end as of {@link System#nanoTime}
     */
    Outcome await(long end) throws InterruptedException {
      try {
        return outcome.get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
      } catch (TimeoutException e) {
        LOG.info("app={} subscriber={} event={} takes longer", event.app(), to.name(), event.id());
        return to.counted(Outcome.LATE);
      } catch (ExecutionException e) {
        LOG.error(
            "app={} subscriber={} event={} failed",
            event.app(),
            to.name(),
            event.id(),
            e.getCause());
        return to.counted(Outcome.FAILED);
      }
    }
  }

  List<Subscription<?>> all() {
    return all;
  }

  @PreDestroy
  void stop() {
    try (var side = Executors.newVirtualThreadPerTaskExecutor()) {
      all.forEach(subscription -> side.execute(subscription::stop));
    }
  }
}
