package dev.larkspur.domain.token;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/**
 * Text that must not be read in passing: a token, a device code, a consent link.
 *
 * <p>Prints itself masked and compares in constant time. {@link #reveal} is the only way to the
 * text, so that every place that needs it can be found.
 */
public final class Secret {
  private static final int SHORTEST_SHOWN_IN_PART = 24;

  private final String text;
  private @Nullable Boolean plain; // null: not looked at yet

  /**
   * @throws IllegalArgumentException if {@code text} is empty
   */
  public Secret(String text) {
    if (text.isEmpty()) {
      throw new IllegalArgumentException("a secret must not be empty");
    }
    this.text = text;
  }

  /** The text itself, for the one who has to send or seal it. */
  public String reveal() {
    return text;
  }

  /**
   * Whether there is nothing in it but visible ASCII (RFC 6749, appendix A.12) without quotes and
   * backslashes, so that it can be written into JSON as it is. Looked at once.
   */
  public boolean isPlain() {
    var known = plain;
    if (known == null) {
      known = text.chars().allMatch(c -> c > ' ' && c <= '~' && c != '"' && c != '\\');
      plain = known; // whoever comes at the same time finds the same
    }
    return known;
  }

  /** The first six and the last four characters; nothing of a text too short to spare them. */
  public String masked() {
    return text.length() < SHORTEST_SHOWN_IN_PART
        ? "…"
        : text.substring(0, 6) + "…" + text.substring(text.length() - 4);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Secret that
        && MessageDigest.isEqual(text.getBytes(UTF_8), that.text.getBytes(UTF_8));
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return masked();
  }
}
