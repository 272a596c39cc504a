package dev.larkspur.adapters.jwt;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.core.bind.annotation.Bindable;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Whose tokens callers may show. Made with the context, so that half a setting stops the start.
 *
 * @param issuer as {@code iss} has it; null: no tokens are taken
 * @param jwksUrl where the issuer publishes its keys (RFC 7517)
 * @param audience what {@code aud} must name: us
 * @param operationsClaim the claim with what the caller may do
 * @param appsClaim the claim with the apps that it is good for
 * @param usersClaim the claim with the people that it is good for
 * @param algorithms the signatures that are taken, separated by spaces
 * @param types what {@code typ} may be, separated by spaces
 * @param clockSkew by how much the issuer's clock may differ from ours
 * @param outage how long the issuer's keys go on being trusted while it does not tell them
 */
@Context
@ConfigurationProperties("larkspur.callers.jwt")
record JwtProperties(
    @Nullable String issuer,
    @Nullable String jwksUrl,
    @Nullable String audience,
    @Bindable(defaultValue = "scope") String operationsClaim,
    @Bindable(defaultValue = "larkspur_apps") String appsClaim,
    @Bindable(defaultValue = "larkspur_users") String usersClaim,
    @Bindable(defaultValue = "RS256 PS256 ES256") String algorithms,
    @Bindable(defaultValue = "at+jwt") String types,
    @Bindable(defaultValue = "30s") Duration clockSkew,
    @Bindable(defaultValue = "1h") Duration outage) {
  private static final String START = "larkspur.callers.jwt.";

  /** Asymmetric ones only: with a shared secret, whoever can check a token can make one. */
  private static final Set<String> SIGNATURES =
      Set.of("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512");

  private static final Duration MOST_SKEW = Duration.ofMinutes(5);
  private static final Duration LEAST_OUTAGE = Duration.ofMinutes(5);
  private static final Duration MOST_OUTAGE = Duration.ofDays(7);
  private static final Pattern THIS_MACHINE =
      Pattern.compile("localhost|127(\\.[0-9]{1,3}){3}|\\[::1]");
  private static final Pattern SPACES = Pattern.compile("\\s+");

  /**
   * @throws ConfigurationException naming what is missing or cannot be
   */
  JwtProperties {
    check(isTold(issuer) == isTold(jwksUrl), "jwks-url", "and issuer belong together: set both");
    check(isTold(issuer) == isTold(audience), "audience", "and issuer belong together: set both");
    check(!isTold(jwksUrl) || isSafe(jwksUrl), "jwks-url", "must be an https address");
    check(SIGNATURES.containsAll(words(algorithms)), "algorithms", "can name " + sorted());
    check(!words(algorithms).isEmpty(), "algorithms", "must name at least one");
    check(!words(types).isEmpty(), "types", "must name at least one, such as at+jwt");
    check(isWithin(clockSkew, Duration.ZERO, MOST_SKEW), "clock-skew", "must be 0s to 5m");
    check(isWithin(outage, LEAST_OUTAGE, MOST_OUTAGE), "outage", "must be 5m to 7d");
    checkClaims(operationsClaim, appsClaim, usersClaim);
  }

  private static void checkClaims(String operations, String apps, String users) {
    check(!operations.isBlank(), "operations-claim", "must not be empty");
    check(!apps.isBlank(), "apps-claim", "must not be empty");
    check(!users.isBlank() && !users.equals(apps), "users-claim", "must be a claim of its own");
  }

  Set<String> algorithmNames() {
    return words(algorithms);
  }

  Set<String> typeNames() {
    return words(types);
  }

  private static Set<String> words(String text) {
    return Arrays.stream(SPACES.split(text.strip()))
        .filter(word -> !word.isEmpty())
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Whoever can change the keys on their way can make themselves any caller. */
  private static boolean isSafe(@Nullable String url) {
    try {
      var it = URI.create(url == null ? "" : url);
      var host = it.getHost();
      return host != null
          && it.getUserInfo() == null
          && ("https".equals(it.getScheme())
              || ("http".equals(it.getScheme()) && THIS_MACHINE.matcher(host).matches()));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static boolean isTold(@Nullable String setting) {
    return setting != null && !setting.isBlank();
  }

  private static boolean isWithin(Duration it, Duration least, Duration most) {
    return it.compareTo(least) >= 0 && it.compareTo(most) <= 0;
  }

  private static String sorted() {
    return SIGNATURES.stream().sorted().collect(Collectors.joining(" "));
  }

  private static void check(boolean isRight, String setting, String why) {
    if (!isRight) {
      throw new ConfigurationException(START + setting + " " + why);
    }
  }
}
