package dev.larkspur.sandbox.oauth;

import dev.larkspur.sandbox.web.Answers;
import dev.larkspur.sandbox.web.OAuthError;
import dev.larkspur.sandbox.world.Json;
import dev.larkspur.sandbox.world.SampleApp;
import io.javalin.http.Context;

/** Begins a device grant: POST /oauth/v1/device_authorization. */
final class DeviceAuthorizationEndpoint {
  private static final int MOST_SCOPES = 50;

  private final SampleApp app;
  private final ClientAuth clients;
  private final DeviceFlows flows;
  private final Lives lives;

  DeviceAuthorizationEndpoint(SampleApp app, ClientAuth clients, DeviceFlows flows, Lives lives) {
    this.app = app;
    this.clients = clients;
    this.flows = flows;
    this.lives = lives;
  }

  void handle(Context ctx) {
    var request = TokenRequest.read(ctx);
    clients.basic(request);
    var scopes = request.scopes();
    if (scopes.isEmpty()
        || scopes.size() > MOST_SCOPES
        || !app.console().scopes().containsAll(scopes)) {
      throw new OAuthError(
          20068, "invalid_scope", "The provided scope list contains invalid or malformed scopes");
    }
    var flow = flows.begin(scopes);
    var page = ctx.scheme() + "://" + ctx.host() + "/oauth/v1/device/verify";
    Answers.json(
        ctx,
        200,
        Json.object()
            .put("device_code", flow.deviceCode)
            .put("user_code", flow.userCode)
            .put("verification_uri", page)
            .put(
                "verification_uri_complete",
                page + "?flow_id=" + flow.flowId + "&user_code=" + flow.userCode)
            .put("expires_in", lives.code().toSeconds())
            .put("interval", lives.pollInterval().toSeconds()));
  }
}
