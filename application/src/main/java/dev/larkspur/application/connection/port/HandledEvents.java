package dev.larkspur.application.connection.port;

import dev.larkspur.domain.identity.AppId;
import java.time.Instant;
import java.util.UUID;

/**
 * Which events of the platform's were handled, and by whom. Durable, and shared by all instances:
 * however often an event is delivered, a subscriber handles it once, unless that fails.
 */
public interface HandledEvents {
  /**
   * An event as one subscriber gets it.
   *
   * @param event the platform's id of it; the same whenever it is delivered
   * @param subscriber by its name
   */
  record Key(AppId app, String event, String subscriber) {}

  /** What comes of taking an event. */
  enum Taking {
    /** It is to be handled now, by whoever asked. */
    OURS,
    /** Somebody is at it, or was until a moment ago. */
    UNDER_WAY,
    /** There is nothing left to do. */
    HANDLED
  }

  /**
   * Takes an event in order to handle it: nobody else gets it before {@code until}.
   *
   * @param ticket unlike any other
   */
  Taking take(Key key, UUID ticket, Instant now, Instant until);

  /** It was handled, whoever has taken it since: nobody gets it any more. */
  void handled(Key key);

  /** It could not be handled, and whoever comes next gets it. Ignored if somebody else has it. */
  void giveBack(Key key, UUID ticket, Instant now);
}
