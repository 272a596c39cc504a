package dev.larkspur.domain.authorization;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.MessageDigest;

/** What a card's buttons carry to prove that they belong to a card of ours. Unguessable. */
public record Nonce(String value) {
  @Override
  public boolean equals(Object other) {
    return other instanceof Nonce that
        && MessageDigest.isEqual(value.getBytes(US_ASCII), that.value.getBytes(US_ASCII));
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  @Override
  public String toString() {
    return "…";
  }
}
