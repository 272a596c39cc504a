package dev.larkspur.adapters.feishu.subscribe;

import java.time.Duration;

/**
 * Gets the events of one type, of all apps, whichever instance they come to. Declare a bean;
 * several may subscribe to the same type.
 *
 * <p><b>Once, unless it fails.</b> An event that {@link #on} returns from does not come again,
 * however often and to whichever instance the platform delivers it. One from which it throws, or
 * whose instance dies, comes again when the platform delivers it again: 15 seconds, 5 minutes, an
 * hour and 6 hours later, and after that never. So make {@code on} bearable twice: an instance can
 * die between its end and our note of it.
 *
 * <p><b>Slowness.</b> What takes longer than the platform waits (3 seconds) goes on; the platform
 * delivers the event again, and it is then recognised. Neither that nor a failure delays presses of
 * cards, other subscribers or other events. What comes while all threads are busy waits; what comes
 * while too many wait is turned away, logged and counted, and comes again from the platform.
 *
 * <p><b>Concurrency.</b> {@code on} is called on threads of this subscriber alone, on up to {@link
 * #atOnce} at a time, in no certain order: the platform promises none either. When the application
 * stops they are interrupted.
 *
 * @param <E> what it gets: a model of oapi-sdk, or {@link RawEvent}
 */
public interface EventSubscriber<E> {
  /**
   * Its name in logs, metrics and the record of what was handled: letters, digits and dashes. Keep
   * it over restarts and versions, and let no two have the same.
   */
  String name();

  EventType<E> type();

  /**
   * Handles an event.
   *
   * @throws Exception if it should come again
   */
  void on(E event) throws Exception;

  /** On how many events it works at the same time, in each instance. */
  default int atOnce() {
    return 4;
  }

  /**
   * What one event takes at most. After that it counts as left by a dead instance, and is given to
   * whoever gets it next; longer than 4 minutes skips a delivery.
   */
  default Duration atMost() {
    return Duration.ofMinutes(1);
  }
}
