package dev.larkspur.domain.identity;

/**
 * A detail about a person that must not be read in passing: a number to call, an address to write
 * to. Prints itself as nothing but its presence; {@link #reveal} is the only way to the text.
 */
public record PersonalDetail(String reveal) {
  /**
   * @throws IllegalArgumentException if there is nothing in it
   */
  public PersonalDetail {
    if (reveal.isBlank()) {
      throw new IllegalArgumentException("a personal detail must not be blank");
    }
  }

  @Override
  public String toString() {
    return "…";
  }
}
