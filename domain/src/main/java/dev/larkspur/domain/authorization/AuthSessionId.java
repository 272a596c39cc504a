package dev.larkspur.domain.authorization;

import java.util.UUID;

/** Names one attempt. Not secret: knowing it gives no right to anything. */
public record AuthSessionId(UUID value) {
  /**
   * @throws IllegalArgumentException if {@code text} is not a UUID in its usual form
   */
  public static AuthSessionId parse(String text) {
    var id = UUID.fromString(text);
    if (!id.toString().equalsIgnoreCase(text)) {
      throw new IllegalArgumentException("not a UUID");
    }
    return new AuthSessionId(id);
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
