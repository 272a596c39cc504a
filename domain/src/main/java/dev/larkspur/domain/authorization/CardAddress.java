package dev.larkspur.domain.authorization;

/** Where a card goes. It says nothing about whose consent is sought. */
public record CardAddress(Kind kind, String id) {
  /** The platform's ways to name a receiver. */
  public enum Kind {
    OPEN_ID,
    USER_ID,
    UNION_ID,
    EMAIL,
    CHAT_ID
  }

  private static final int LONGEST = 256;

  /**
   * @throws IllegalArgumentException if {@code id} is blank, too long or has control characters
   */
  public CardAddress {
    if (id.isBlank() || id.length() > LONGEST || id.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException("must be 1 to " + LONGEST + " printable characters");
    }
  }
}
