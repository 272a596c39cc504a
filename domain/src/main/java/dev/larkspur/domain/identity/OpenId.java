package dev.larkspur.domain.identity;

/**
 * A person as one app sees them, {@code ou_…}; the same person has another open_id in another app.
 */
public record OpenId(String value) {
  /**
   * @throws IllegalArgumentException if {@code value} is not 1 to 64 letters, digits, '_' or '-'
   */
  public OpenId {
    Identifiers.plain("open_id", value);
  }

  @Override
  public String toString() {
    return value;
  }
}
