package dev.larkspur.domain.authorization;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A card that the asking service designed itself, and keeps at the platform.
 *
 * @param id the platform's name for it
 * @param version null: the one that was published last
 */
public record CardTemplate(String id, @Nullable String version) {
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");
  private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9._-]{1,32}");

  /**
   * @throws IllegalArgumentException if the id or the version has other characters, or too many
   */
  public CardTemplate {
    if (!ID.matcher(id).matches()) {
      throw new IllegalArgumentException("must be 1 to 64 letters, digits, '_' or '-'");
    }
    if (version != null && !VERSION.matcher(version).matches()) {
      throw new IllegalArgumentException("must be 1 to 32 letters, digits, '.', '_' or '-'");
    }
  }
}
