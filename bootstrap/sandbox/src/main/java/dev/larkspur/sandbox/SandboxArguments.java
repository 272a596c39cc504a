package dev.larkspur.sandbox;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Pattern;

/** What {@link SandboxMain} is told on its command line. */
final class SandboxArguments {
  static final String USAGE =
      """
      usage:
        --port N                  0 takes a free one
        --app-id cli_…            --app-secret …
        --verification-token …    what the app's events carry
        --access-life 2h          of an access token
        --refresh-life 7d         of a refresh token
        --consent-life 365d       of a consent, whatever was refreshed meanwhile
        --grace 60s               how long an access token outlives the refresh that replaced it
        --code-life 10m           of a device code
        --poll-interval 5s        between two polls of a device code
        --tokens-per-second 50    --tokens-per-minute 1000
        --most-connections 50     of the app at the same time
        --ping-interval 2m        what its clients are told to keep
        --reconnect-interval 2m   --reconnect-nonce 30s
        --people N                so many people more
        --strict-acks             acks must repeat all 64 bits of the LogID
        --forget-secrets          for long runs: what was given out is not remembered""";

  private static final int PORT = 8089;
  private static final String APP_ID = "cli_5a4db0c0ffee1234";
  private static final Pattern AMOUNT_AND_UNIT = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");

  private SandboxArguments() {}

  static SandboxOptions read(List<String> args) {
    var options = SandboxOptions.defaults().withPort(PORT).withAppId(APP_ID).withStrictAcks(false);
    for (var rest = args.iterator(); rest.hasNext(); ) {
      options = read(options, rest.next(), rest);
    }
    return options;
  }

  private static SandboxOptions read(SandboxOptions options, String name, Iterator<String> rest) {
    return switch (name) {
      case "--port" -> options.withPort(number(name, rest));
      case "--app-id" -> options.withAppId(value(name, rest));
      case "--app-secret" -> options.withAppSecret(value(name, rest));
      case "--verification-token" -> options.withVerificationToken(value(name, rest));
      case "--access-life" -> options.withAccessLife(duration(name, rest));
      case "--refresh-life" -> options.withRefreshLife(duration(name, rest));
      case "--consent-life" -> options.withConsentLife(duration(name, rest));
      case "--grace" -> options.withGrace(duration(name, rest));
      case "--code-life" -> options.withCodeLife(duration(name, rest));
      case "--poll-interval" -> options.withPollInterval(duration(name, rest));
      case "--tokens-per-second" -> options.withTokensPerSecond(number(name, rest));
      case "--tokens-per-minute" -> options.withTokensPerMinute(number(name, rest));
      case "--most-connections" -> options.withMostConnections(number(name, rest));
      case "--ping-interval" -> options.withPingInterval(duration(name, rest));
      case "--reconnect-interval" -> options.withReconnectInterval(duration(name, rest));
      case "--reconnect-nonce" -> options.withReconnectNonce(duration(name, rest));
      case "--people" -> options.withPeople(number(name, rest));
      case "--strict-acks" -> options.withStrictAcks(true);
      case "--forget-secrets" -> options.withRememberSecrets(false);
      default -> throw new IllegalArgumentException("unknown argument " + name);
    };
  }

  /** {@code 90s}, {@code 2h} or ISO 8601. */
  private static Duration duration(String name, Iterator<String> rest) {
    var text = value(name, rest);
    var parts = AMOUNT_AND_UNIT.matcher(text);
    try {
      return parts.matches()
          ? of(Long.parseLong(parts.group(1)), parts.group(2))
          : Duration.parse(text);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(name + " needs a duration like 90s, not " + text, e);
    }
  }

  private static Duration of(long amount, String unit) {
    return switch (unit) {
      case "ms" -> Duration.ofMillis(amount);
      case "s" -> Duration.ofSeconds(amount);
      case "m" -> Duration.ofMinutes(amount);
      case "h" -> Duration.ofHours(amount);
      case "d" -> Duration.ofDays(amount);
      default -> throw new IllegalStateException("the pattern lets no other unit pass");
    };
  }

  private static int number(String name, Iterator<String> rest) {
    var text = value(name, rest);
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(name + " needs a number, not " + text, e);
    }
  }

  private static String value(String name, Iterator<String> rest) {
    if (!rest.hasNext()) {
      throw new IllegalArgumentException(name + " needs a value");
    }
    return rest.next();
  }
}
