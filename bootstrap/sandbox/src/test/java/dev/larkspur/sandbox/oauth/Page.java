package dev.larkspur.sandbox.oauth;

import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads a page as a browser would, as far as forms go. */
final class Page {
  private static final Pattern HIDDEN =
      Pattern.compile("<input type=\"hidden\" name=\"([^\"]*)\" value=\"([^\"]*)\">");

  private Page() {}

  static Map<String, String> hiddenFields(String html) {
    return HIDDEN
        .matcher(html)
        .results()
        .collect(Collectors.toMap(it -> unescape(it.group(1)), it -> unescape(it.group(2))));
  }

  private static String unescape(String text) {
    return text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&#123;", "{")
        .replace("&amp;", "&");
  }
}
