package dev.larkspur.domain.identity;

import java.util.regex.Pattern;

/**
 * The one rule all platform identifiers share: they are safe to print, to log and to put in a path.
 */
final class Identifiers {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_-]{1,64}");

  static String plain(String what, String value) {
    if (!PLAIN.matcher(value).matches()) {
      throw new IllegalArgumentException(
          what + " must be 1 to 64 letters, digits, '_' or '-', without spaces");
    }
    return value;
  }

  private Identifiers() {}
}
