package dev.larkspur.adapters.feishu.event;

import java.time.Duration;

/**
 * When to ping, and when a connection is dead.
 *
 * @param interval between two pings that are answered
 * @param grace what a pong may take
 */
record Heartbeat(Duration interval, Duration grace) {
  /*
   * The JDK's WebSocket forgets the end of a connection that comes while a message is with its
   * listener: no onClose, no onError, and the next thing sent seems to leave. Only what is sent
   * after that fails. So a ping follows soon after every message and after the first pong, when the
   * platform may have closed what it had just opened, and a ping that is not answered is followed by
   * another: a cut line is found in seconds, not by its silence in a minute.
   */
  private static final Duration SOON = Duration.ofSeconds(1);

  /** How long to wait for the next ping; not positive: it is due. */
  Duration untilPing(Duration sincePing, Duration sinceHeard, Duration sinceMessage) {
    boolean unanswered = sinceHeard.compareTo(sincePing) > 0;
    var regular = (unanswered ? shorter(interval, grace) : interval).minus(sincePing);
    boolean disturbed = sinceMessage.compareTo(sincePing) < 0;
    return disturbed ? shorter(regular, SOON.minus(sinceMessage)) : regular;
  }

  /** Whether a connection this silent is dead, even if TCP says nothing. */
  boolean isDead(Duration silence) {
    return silence.compareTo(interval.multipliedBy(2).plus(grace)) > 0;
  }

  /** How long to look away at most. */
  Duration tick() {
    return shorter(shorter(interval, grace), SOON);
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
