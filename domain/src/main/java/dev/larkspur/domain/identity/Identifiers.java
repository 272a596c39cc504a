package dev.larkspur.domain.identity;

/**
 * The one rule all platform identifiers share: they are safe to print, to log and to put in a path.
 */
final class Identifiers {
  private static final int LONGEST = 64;

  static String plain(String what, String value) {
    if (!isPlain(value)) {
      throw new IllegalArgumentException(
          what + " must be 1 to 64 letters, digits, '_' or '-', without spaces");
    }
    return value;
  }

  /** By hand, since each lookup asks it. */
  private static boolean isPlain(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      if (!letter && (c < '0' || c > '9') && c != '_' && c != '-') {
        return false;
      }
    }
    return !value.isEmpty() && value.length() <= LONGEST;
  }

  private Identifiers() {}
}
