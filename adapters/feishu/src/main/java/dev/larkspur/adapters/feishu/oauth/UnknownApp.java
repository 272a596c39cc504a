package dev.larkspur.adapters.feishu.oauth;

import dev.larkspur.domain.authorization.PlatformError;
import dev.larkspur.domain.identity.AppId;

/** A session of an app that has been taken out of the settings. */
final class UnknownApp {
  static PlatformError error(AppId id) {
    return new PlatformError("unknown_app", "no app " + id + " is configured any more", null);
  }

  private UnknownApp() {}
}
