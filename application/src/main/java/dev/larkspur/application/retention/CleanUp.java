package dev.larkspur.application.retention;

import dev.larkspur.application.Pause;
import dev.larkspur.application.retention.port.History;
import dev.larkspur.application.retention.port.History.Kind;
import java.time.Duration;
import java.time.InstantSource;

/**
 * Removes what is over and was kept long enough: each hour, by one instance, in small batches with
 * rests between them, so that nobody notices. An instance that dies at it leaves the rest to the
 * next hour.
 */
public final class CleanUp {
  private static final Duration PERIOD = Duration.ofHours(1);
  private static final Duration REST = Duration.ofMillis(50);
  private static final int BATCH = 500;

  /** The platform delivers an event for the last time some six hours after the first. */
  private static final Duration EVENTS_KEPT = Duration.ofDays(1);

  /** Nobody sends a request again after that. */
  private static final Duration ANSWERS_KEPT = Duration.ofDays(1);

  private final History history;
  private final Duration kept;
  private final Pause pause;
  private final InstantSource clock;

  /**
   * @param kept how long after its end a row is kept; one of an event or of an answer goes after a
   *     day
   */
  public CleanUp(History history, Duration kept, Pause pause, InstantSource clock) {
    this.history = history;
    this.kept = kept;
    this.pause = pause;
    this.clock = clock;
  }

  /** One round; does nothing unless an hour has passed since any instance made one. */
  public void handle() {
    var now = clock.instant();
    if (history.take(now, now.plus(PERIOD))) {
      for (var kind : Kind.values()) {
        while (history.remove(kind, now.minus(kept(kind)), BATCH) == BATCH) {
          pause.sleep(REST);
        }
      }
    }
  }

  private Duration kept(Kind kind) {
    return switch (kind) {
      case SESSIONS, ATTEMPTS, REQUESTS -> kept;
      case EVENTS -> EVENTS_KEPT;
      case ANSWERS -> ANSWERS_KEPT;
    };
  }
}
