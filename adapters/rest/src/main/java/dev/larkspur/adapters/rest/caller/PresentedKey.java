package dev.larkspur.adapters.rest.caller;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The key in a request's Authorization header (RFC 6750 section 2.1); prints itself without it.
 *
 * @param text visible ASCII, not longer than any key of ours
 */
record PresentedKey(String text) {
  private static final Pattern BEARER =
      Pattern.compile("bearer +([\\x21-\\x7E]{1,512})", Pattern.CASE_INSENSITIVE);

  /** Empty if there is none, or more than one, or something else. */
  static Optional<PresentedKey> in(HttpRequest<?> request) {
    var headers = request.getHeaders().getAll(HttpHeaders.AUTHORIZATION);
    if (headers.size() != 1) {
      return Optional.empty();
    }
    var bearer = BEARER.matcher(headers.getFirst());
    return bearer.matches() ? Optional.of(new PresentedKey(bearer.group(1))) : Optional.empty();
  }

  @Override
  public String toString() {
    return "PresentedKey[…]";
  }
}
