package dev.larkspur.sandbox.chat;

import dev.larkspur.sandbox.world.SandboxClock;
import dev.larkspur.sandbox.world.Secrets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The tokens of presses: with each an app may change the pressed card, twice within half an hour.
 */
public final class CardTokens {
  /** Whether a token may be used now. */
  public sealed interface Use {
    record Granted(String messageId) implements Use {}

    record Refused(Why why) implements Use {}
  }

  public enum Why {
    UNKNOWN,
    NOT_ANSWERED_YET,
    EXPIRED,
    USED_UP
  }

  private static final Duration GOOD_FOR = Duration.ofMinutes(30);
  private static final int MOST_USES = 2;
  private static final int REMEMBERED = 100_000;

  private record Press(String messageId, Instant at, boolean answered, int uses) {
    Press afterAnswer() {
      return new Press(messageId, at, true, uses);
    }

    Press afterUse() {
      return new Press(messageId, at, answered, uses + 1);
    }
  }

  private final SandboxClock clock;
  private final Secrets secrets;
  private final Map<String, Press> presses =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Press> eldest) {
          return size() > REMEMBERED;
        }
      };

  CardTokens(SandboxClock clock, Secrets secrets) {
    this.clock = clock;
    this.secrets = secrets;
  }

  /** For a press of this card, now. */
  synchronized String issue(String messageId) {
    var token = secrets.hex("c-", 40);
    presses.put(token, new Press(messageId, clock.instant(), false, 0));
    return token;
  }

  /** The app has answered the press, so the token is good from now on. */
  synchronized void answered(String token) {
    presses.computeIfPresent(token, (_, press) -> press.afterAnswer());
  }

  /** Uses it once, if that is allowed. */
  public synchronized Use use(String token) {
    var press = presses.get(token);
    if (press == null) {
      return new Use.Refused(Why.UNKNOWN);
    }
    if (!press.answered()) {
      return new Use.Refused(Why.NOT_ANSWERED_YET);
    }
    if (press.at().plus(GOOD_FOR).isBefore(clock.instant())) {
      return new Use.Refused(Why.EXPIRED);
    }
    if (press.uses() >= MOST_USES) {
      return new Use.Refused(Why.USED_UP);
    }
    presses.put(token, press.afterUse());
    return new Use.Granted(press.messageId());
  }
}
