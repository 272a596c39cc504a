package dev.larkspur.adapters.rest.input;

import io.micronaut.http.HttpRequest;
import java.math.BigInteger;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * What a caller prefers (RFC 7240). One that we do not know, or that makes no sense, is overlooked,
 * as the RFC demands.
 */
public final class Preference {
  /** Longer waits for nobody: proxies give up, too. */
  public static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

  private static final BigInteger LONGEST = BigInteger.valueOf(LONGEST_WAIT.toSeconds());
  private static final String HEADER = "Prefer";
  private static final Pattern QUOTED =
      Pattern.compile("\"([0-9]*)\"|\"(?:[^\"\\\\]|\\\\.)*+(?:\"|\\\\?$)");
  private static final Pattern WAIT =
      Pattern.compile("\\s*wait\\s*=\\s*([0-9]+)\\s*(?:;.*)?", Pattern.CASE_INSENSITIVE);

  /** For how long the caller would wait for an answer ({@code wait}, section 4.3); zero: not. */
  public static Duration wait(HttpRequest<?> request) {
    for (var line : request.getHeaders().getAll(HEADER)) {
      var plain = QUOTED.matcher(line).replaceAll("$1"); // other texts may have commas
      for (var preference : plain.split(",", -1)) {
        var wait = WAIT.matcher(preference);
        if (wait.matches()) {
          var wanted = new BigInteger(wait.group(1));
          return Duration.ofSeconds(wanted.min(LONGEST).longValue());
        }
      }
    }
    return Duration.ZERO;
  }

  private Preference() {}
}
