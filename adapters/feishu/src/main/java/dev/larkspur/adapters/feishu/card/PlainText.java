package dev.larkspur.adapters.feishu.card;

import java.util.regex.Pattern;

/** Text of a caller's, without what could make it look like something else. */
final class PlainText {
  // controls other than line ends, and signs that turn the direction of reading
  private static final Pattern MISLEADING =
      Pattern.compile("[\\p{Cntrl}&&[^\\n]]|[\\u061c\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069]");

  static String of(String text) {
    return MISLEADING.matcher(text.replace("\r\n", "\n")).replaceAll(" ");
  }

  private PlainText() {}
}
