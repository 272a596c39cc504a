package dev.larkspur.adapters.rest.token;

import dev.larkspur.application.token.UserToken;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;

/**
 * The entity tag of a token (RFC 9110, section 8.8.3): its epoch. Weak, since the seconds that
 * remain are others each time.
 */
final class EntityTag {
  private static final String WEAK = "W/";

  static String of(UserToken token) {
    return token.uncertain()
        ? "W/\"" + token.epoch() + "-uncertain\""
        : "W/\"" + token.epoch() + "\"";
  }

  /** Whether the caller has what the tag stands for ({@code If-None-Match}, section 13.1.2). */
  static boolean isKnown(HttpRequest<?> request, String tag) {
    for (var line : request.getHeaders().getAll(HttpHeaders.IF_NONE_MATCH)) {
      for (var known : line.split(",", -1)) {
        if (known.strip().equals("*") || isSame(known.strip(), tag)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean isSame(String known, String tag) {
    return tag.endsWith(known) && (known.equals(tag) || (WEAK + known).equals(tag));
  }

  private EntityTag() {}
}
