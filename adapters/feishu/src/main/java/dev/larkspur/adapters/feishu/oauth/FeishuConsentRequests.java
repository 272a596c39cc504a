package dev.larkspur.adapters.feishu.oauth;

import dev.larkspur.application.authorization.port.ConsentRequests;
import dev.larkspur.domain.authorization.AuthSession.Preparing;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import jakarta.inject.Singleton;

/** Begins whatever the session's method goes by. */
@Singleton
@Order(Ordered.LOWEST_PRECEDENCE)
final class FeishuConsentRequests implements ConsentRequests {
  private final FeishuDeviceAuthorization devices;
  private final FeishuRedirects redirects;

  FeishuConsentRequests(FeishuDeviceAuthorization devices, FeishuRedirects redirects) {
    this.devices = devices;
    this.redirects = redirects;
  }

  @Override
  public Begun begin(Preparing session) {
    return switch (session.request().method()) {
      case OAUTH -> new Begun.Ready(redirects.begin(session));
      case WEBSOCKET_CARD, HTTP_CALLBACK, DEVICE_LINK ->
          devices.begin(session.person().app(), session.request().scopes());
    };
  }
}
