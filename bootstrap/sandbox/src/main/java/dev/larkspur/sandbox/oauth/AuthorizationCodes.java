package dev.larkspur.sandbox.oauth;

import dev.larkspur.sandbox.web.OAuthError;
import dev.larkspur.sandbox.world.Fingerprint;
import dev.larkspur.sandbox.world.SandboxClock;
import dev.larkspur.sandbox.world.Secrets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Codes that came of consent in the browser: five minutes, one exchange. */
final class AuthorizationCodes {
  private static final Duration LIFE = Duration.ofMinutes(5);
  private static final int DIGITS = 96;

  /** Who consented to what. */
  record Granted(String openId, Set<String> scopes) {}

  private record Code(AuthorizeRequest request, String openId, Instant endsAt) {}

  private final SandboxClock clock;
  private final Secrets secrets;
  private final Map<Fingerprint, Code> codes = new HashMap<>();
  private final Map<Fingerprint, Code> used = new HashMap<>();

  AuthorizationCodes(SandboxClock clock, Secrets secrets) {
    this.clock = clock;
    this.secrets = secrets;
  }

  synchronized String issue(AuthorizeRequest request, String openId) {
    var code = secrets.hex("", DIGITS);
    codes.put(Fingerprint.of(code), new Code(request, openId, clock.instant().plus(LIFE)));
    return code;
  }

  /**
   * Exchanges a code; one that is refused is not spent.
   *
   * @param strict whether a verifier is refused where none was announced
   */
  synchronized Granted redeem(String text, String redirectUri, String verifier, boolean strict) {
    var print = Fingerprint.of(text);
    if (used.containsKey(print)) {
      throw refusal(20065, "The authorization code has been used");
    }
    var code = codes.get(print);
    if (code == null) {
      throw refusal(20003, "The authorization code is not found");
    }
    if (!clock.instant().isBefore(code.endsAt)) {
      throw refusal(20004, "The authorization code has expired");
    }
    if (!code.request.redirectUri().equals(redirectUri)) {
      throw refusal(20071, "The redirect_uri is not that of the authorization request");
    }
    prove(code.request.challenge(), verifier, strict);
    used.put(print, code);
    codes.remove(print);
    return new Granted(code.openId, code.request.scopes());
  }

  private static void prove(Challenge challenge, String verifier, boolean strict) {
    var proven = challenge.isGiven() ? challenge.isMetBy(verifier) : verifier.isEmpty() || !strict;
    if (!proven) {
      throw refusal(20049, "The code_verifier does not match the code_challenge");
    }
  }

  private static OAuthError refusal(int code, String why) {
    return new OAuthError(code, "invalid_grant", why);
  }
}
