package dev.larkspur.sandbox.oauth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Set;

/**
 * RFC 7636: what whoever asked for a code must be able to prove when exchanging it.
 *
 * @param method empty means plain
 */
record Challenge(String value, String method) {
  private static final Set<String> METHODS = Set.of("", "plain", "S256");
  private static final int SHORTEST_VERIFIER = 43;
  private static final int LONGEST_VERIFIER = 128;

  boolean isGiven() {
    return !value.isEmpty();
  }

  boolean isWellFormed() {
    return METHODS.contains(method) && (isGiven() || method.isEmpty());
  }

  boolean isMetBy(String verifier) {
    if (verifier.length() < SHORTEST_VERIFIER || verifier.length() > LONGEST_VERIFIER) {
      return false;
    }
    return value.equals(method.equals("S256") ? sha256(verifier) : verifier);
  }

  @Override
  public String toString() {
    return "Challenge[" + method + "]";
  }

  private static String sha256(String verifier) {
    try {
      var hash =
          MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
