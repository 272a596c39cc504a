package dev.larkspur.adapters.feishu.card;

import dev.larkspur.application.authorization.port.MessageId;
import dev.larkspur.domain.token.Secret;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The tokens that came with presses: with one of them a card can be changed in another way, for
 * half an hour and twice. Kept by the instance that answered the press, in memory only.
 */
@Singleton
public final class CallbackTokens {
  private record Kept(Secret token, Instant until, int uses) {}

  private static final Duration GOOD_FOR = Duration.ofMinutes(29); // a minute less than it is
  private static final int MOST_USES = 2;
  private static final int MOST = 2_000;

  private final InstantSource clock;

  /** The longest kept first; those make room. */
  private final Map<MessageId, Kept> tokens = new LinkedHashMap<>();

  CallbackTokens(InstantSource clock) {
    this.clock = clock;
  }

  /** Of a press that was answered: before that, the platform does not take it. */
  public synchronized void keep(MessageId message, Secret token) {
    tokens.remove(message);
    if (tokens.size() >= MOST) {
      tokens.remove(tokens.keySet().iterator().next());
    }
    tokens.put(message, new Kept(token, clock.instant().plus(GOOD_FOR), MOST_USES));
  }

  /** One use of the token of this card, if one is left. */
  synchronized Optional<Secret> use(MessageId message) {
    var kept = tokens.remove(message);
    if (kept == null || !clock.instant().isBefore(kept.until)) {
      return Optional.empty();
    }
    if (kept.uses > 1) {
      tokens.put(message, new Kept(kept.token, kept.until, kept.uses - 1));
    }
    return Optional.of(kept.token);
  }
}
