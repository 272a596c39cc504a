package dev.larkspur.adapters.feishu.event;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Puts together messages that come in parts, in any order.
 *
 * <p>Bounded: what is too large, or not complete in time, is dropped, and so is the oldest of too
 * many. For one thread: the one that a connection's messages come on.
 */
final class Parts {
  static final int MOST_MESSAGES = 256;
  static final int LONGEST_ID = 256;
  static final int MOST_PARTS = 64;
  static final int MOST_BYTES = 1024 * 1024;
  static final Duration LIFE = Duration.ofSeconds(10);

  private record Message(int sum, long since, SortedMap<Integer, byte[]> parts) {
    int size() {
      return parts.values().stream().mapToInt(part -> part.length).sum();
    }

    Optional<byte[]> whole() {
      if (parts.size() < sum) {
        return Optional.empty();
      }
      var whole = new ByteArrayOutputStream();
      parts.values().forEach(whole::writeBytes);
      return Optional.of(whole.toByteArray());
    }
  }

  private final SequencedMap<String, Message> pending = new LinkedHashMap<>();

  /**
   * @param now as of {@link System#nanoTime}
   * @return the whole message, if this was its last missing part
   * @throws IllegalArgumentException if there can be no such part
   */
  Optional<byte[]> add(String id, int sum, int seq, byte[] part, long now) {
    pending.values().removeIf(message -> now - message.since > LIFE.toNanos());
    if (sum < 1 || sum > MOST_PARTS || seq < 0 || seq >= sum || id.length() > LONGEST_ID) {
      throw new IllegalArgumentException("no such part");
    }
    if (sum == 1) {
      return Optional.of(part);
    }
    var message = pending.computeIfAbsent(id, _ -> new Message(sum, now, new TreeMap<>()));
    if (message.sum != sum) {
      pending.remove(id);
      throw new IllegalArgumentException("the parts do not agree how many they are");
    }
    message.parts.put(seq, part);
    if (pending.size() > MOST_MESSAGES) {
      pending.pollFirstEntry();
    }
    if (pending.values().stream().mapToInt(Message::size).sum() > MOST_BYTES) {
      pending.remove(id);
      throw new IllegalArgumentException("too large");
    }
    var whole = message.whole();
    whole.ifPresent(_ -> pending.remove(id));
    return whole;
  }
}
