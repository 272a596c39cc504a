package dev.larkspur.adapters.rest.caller;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import java.util.List;
import java.util.Optional;

/**
 * The key, or the issuer's token, in a request's Authorization header (RFC 6750 section 2.1);
 * prints itself without it.
 *
 * @param text visible ASCII, not longer than any key or token may be
 */
public record PresentedKey(String text) {
  private static final String SCHEME = "bearer ";
  private static final int LONGEST = 8_192;

  static Optional<PresentedKey> in(HttpRequest<?> request) {
    return in(request.getHeaders().getAll(HttpHeaders.AUTHORIZATION));
  }

  /**
   * Empty if there is none, or more than one, or something else.
   *
   * @param headers all of a request that are called Authorization
   */
  public static Optional<PresentedKey> in(List<String> headers) {
    if (headers.size() != 1) {
      return Optional.empty();
    }
    var given = headers.getFirst();
    if (!given.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return Optional.empty();
    }
    int start = SCHEME.length();
    while (start < given.length() && given.charAt(start) == ' ') {
      start++;
    }
    var key = given.substring(start);
    return isKey(key) ? Optional.of(new PresentedKey(key)) : Optional.empty();
  }

  private static boolean isKey(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < 0x21 || text.charAt(i) > 0x7E) {
        return false;
      }
    }
    return !text.isEmpty() && text.length() <= LONGEST;
  }

  @Override
  public String toString() {
    return "PresentedKey[…]";
  }
}
