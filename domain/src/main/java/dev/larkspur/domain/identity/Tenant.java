package dev.larkspur.domain.identity;

/** A company on the platform, by its {@code tenant_key}. */
public record Tenant(String value) {
  /**
   * @throws IllegalArgumentException if {@code value} is not 1 to 64 letters, digits, '_' or '-'
   */
  public Tenant {
    Identifiers.plain("tenant_key", value);
  }

  @Override
  public String toString() {
    return value;
  }
}
