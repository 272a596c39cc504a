package dev.larkspur.application.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * SHA-256 of a caller's key, in hexadecimal. A key has 256 random bits, so nothing slower is
 * needed, and how long a look-up or a comparison of hashes takes tells an attacker nothing of it.
 */
public record KeyHash(String hex) {
  public static KeyHash of(String key) {
    try {
      var digest = MessageDigest.getInstance("SHA-256").digest(key.getBytes(UTF_8));
      return new KeyHash(HexFormat.of().formatHex(digest));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** By hand, as is {@link #hashCode}: each call asks, and what records make costs more. */
  @Override
  public boolean equals(Object other) {
    return other instanceof KeyHash that && hex.equals(that.hex);
  }

  @Override
  public int hashCode() {
    return hex.hashCode();
  }

  @Override
  public String toString() {
    return "KeyHash[…]";
  }
}
