package dev.larkspur.adapters.feishu;

import dev.larkspur.application.token.port.PlatformUnavailable;
import dev.larkspur.domain.identity.AppId;
import java.time.Duration;

/** A session of an app that is not in this instance's settings; another instance may have it. */
public final class UnknownApp {
  public static PlatformUnavailable here(AppId id) {
    return new PlatformUnavailable("app " + id + " is not configured here", Duration.ZERO);
  }

  private UnknownApp() {}
}
