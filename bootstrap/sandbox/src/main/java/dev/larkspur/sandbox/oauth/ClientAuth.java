package dev.larkspur.sandbox.oauth;

import dev.larkspur.sandbox.web.OAuthError;
import dev.larkspur.sandbox.world.SampleApp;

/** Which app calls, and whether it proves it. */
final class ClientAuth {
  private final SampleApp app;

  ClientAuth(SampleApp app) {
    this.app = app;
  }

  /** Either header or body, never both. */
  void basicOrBody(TokenRequest request) {
    if (request.hasBasic() && !request.get("client_secret").isEmpty()) {
      throw new OAuthError(
          20070, "invalid_request", "More than one way of client authentication is used");
    }
    if (request.hasBasic()) {
      basic(request);
    } else {
      body(request);
    }
  }

  void basic(TokenRequest request) {
    if (!request.hasBasic()) {
      throw new OAuthError(20001, "invalid_request", "Client authentication is missing");
    }
    var pair = request.basic();
    check(pair.get(0), pair.get(1));
    var named = request.get("client_id");
    if (!named.isEmpty() && !named.equals(app.appId())) {
      throw unknownApp();
    }
  }

  void body(TokenRequest request) {
    check(request.required("client_id"), request.required("client_secret"));
  }

  private void check(String id, String secret) {
    if (!id.equals(app.appId())) {
      throw unknownApp();
    }
    if (!secret.equals(app.appSecret())) {
      throw new OAuthError(20002, "invalid_client", "The client secret is invalid");
    }
    switch (app.console().status()) {
      case ENABLED -> {}
      case DISABLED -> throw new OAuthError(20069, "invalid_client", "The app is disabled");
      case NOT_INSTALLED ->
          throw new OAuthError(20009, "invalid_client", "The app is not installed in the tenant");
    }
  }

  private static OAuthError unknownApp() {
    return new OAuthError(20048, "invalid_client", "The app does not exist");
  }
}
