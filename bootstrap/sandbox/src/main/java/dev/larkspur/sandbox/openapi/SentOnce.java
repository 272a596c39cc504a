package dev.larkspur.sandbox.openapi;

import dev.larkspur.sandbox.world.SandboxClock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/** The same uuid to the same receiver sends at most once an hour. */
final class SentOnce {
  private static final Duration REMEMBERED = Duration.ofHours(1);

  private record Sent(String messageId, Instant at) {}

  private final SandboxClock clock;
  private final Map<String, Sent> sent = new HashMap<>();

  SentOnce(SandboxClock clock) {
    this.clock = clock;
  }

  /** The message sent before under this uuid, or else the one that {@code send} sends now. */
  synchronized String messageId(String receiver, String uuid, Supplier<String> send) {
    if (uuid.isEmpty()) {
      return send.get();
    }
    var now = clock.instant();
    sent.values().removeIf(it -> it.at().plus(REMEMBERED).isBefore(now));
    return sent.computeIfAbsent(receiver + " " + uuid, _ -> new Sent(send.get(), now)).messageId();
  }
}
