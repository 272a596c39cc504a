package dev.larkspur.adapters.feishu.subscribe;

import dev.larkspur.domain.identity.AppId;

/**
 * An event as the platform sent it.
 *
 * @param app whose connection it came over
 * @param id the platform's; the same when it is delivered again
 * @param json all of it, of schema 2.0 or, for approvals and other old events, 1.0
 */
public record RawEvent(AppId app, String id, String type, String json) {
  /** What is in it is other people's. */
  @Override
  public String toString() {
    return "RawEvent[app=" + app + ", id=" + id + ", type=" + type + "]";
  }
}
