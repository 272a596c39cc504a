package dev.larkspur.application;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** Where ids and unguessable texts come from; an input, so that a test or a simulation repeats. */
public final class Entropy {
  private static final Base64.Encoder TEXT = Base64.getUrlEncoder().withoutPadding();
  private static final int UNGUESSABLE_BYTES = 32;

  private final RandomGenerator random;

  /**
   * @param random safe for many threads; cryptographically strong wherever the outcome matters
   */
  public Entropy(RandomGenerator random) {
    this.random = random;
  }

  public static Entropy secure() {
    return new Entropy(new SecureRandom());
  }

  /** A UUID of version 4. */
  public UUID uuid() {
    long high = (random.nextLong() & ~0xF000L) | 0x4000L;
    long low = (random.nextLong() >>> 2) | Long.MIN_VALUE;
    return new UUID(high, low);
  }

  /** 256 bits as URL-safe text of 43 characters. */
  public String unguessable() {
    var bytes = new byte[UNGUESSABLE_BYTES];
    random.nextBytes(bytes);
    return TEXT.encodeToString(bytes);
  }
}
