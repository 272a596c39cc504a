package dev.larkspur.domain.identity;

/** One person as one app knows them: an open_id means nothing without its app. */
public record Person(AppId app, OpenId openId) {
  /** By hand, as is {@link #hashCode}: each lookup asks, and what records make costs more. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Person that
        && openId.value().equals(that.openId.value())
        && app.value().equals(that.app.value());
  }

  @Override
  public int hashCode() {
    return 31 * openId.value().hashCode() + app.value().hashCode();
  }
}
