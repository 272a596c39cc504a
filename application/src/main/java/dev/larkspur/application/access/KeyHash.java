package dev.larkspur.application.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * SHA-256 of a caller's key. A key has 256 random bits, so nothing slower is needed, and how long a
 * look-up or a comparison of hashes takes tells an attacker nothing of it.
 *
 * <p>Each call is asked for one, so it is four numbers, and its digest is the thread's own.
 */
public final class KeyHash {
  private static final ThreadLocal<MessageDigest> DIGESTS =
      ThreadLocal.withInitial(KeyHash::digest);

  private final long first;
  private final long second;
  private final long third;
  private final long fourth;

  private KeyHash(ByteBuffer hash) {
    first = hash.getLong();
    second = hash.getLong();
    third = hash.getLong();
    fourth = hash.getLong();
  }

  public static KeyHash of(String key) {
    boolean isPassing = Thread.currentThread().isVirtual(); // who asks once needs none of its own
    var digest = isPassing ? digest() : DIGESTS.get();
    var hash = digest.digest(key.getBytes(UTF_8)); // after which the digest begins anew
    return new KeyHash(ByteBuffer.wrap(hash));
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** All of it, in hexadecimal: 64 small letters and digits. */
  public String hex() {
    var hex = HexFormat.of();
    return hex.toHexDigits(first)
        + hex.toHexDigits(second)
        + hex.toHexDigits(third)
        + hex.toHexDigits(fourth);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof KeyHash that
        && first == that.first
        && second == that.second
        && third == that.third
        && fourth == that.fourth;
  }

  @Override
  public int hashCode() {
    return Long.hashCode(first);
  }

  @Override
  public String toString() {
    return "KeyHash[…]";
  }
}
