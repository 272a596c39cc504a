package dev.larkspur.domain.identity;

/** A self-built app on the platform, {@code cli_…}. */
public record AppId(String value) {
  /**
   * @throws IllegalArgumentException if {@code value} is not 1 to 64 letters, digits, '_' or '-'
   */
  public AppId {
    Identifiers.plain("app_id", value);
  }

  @Override
  public String toString() {
    return value;
  }
}
