package dev.larkspur.sandbox.oauth;

import com.fasterxml.jackson.databind.JsonNode;
import dev.larkspur.sandbox.web.Answers;
import dev.larkspur.sandbox.web.OAuthError;
import dev.larkspur.sandbox.web.TooFast;
import dev.larkspur.sandbox.world.Faults;
import dev.larkspur.sandbox.world.Journal;
import dev.larkspur.sandbox.world.Json;
import dev.larkspur.sandbox.world.RateLimit;
import io.javalin.http.Context;

/** Hands out tokens, at the older and at the newer address; both draw on the same limit. */
final class TokenEndpoint {
  private static final String DEVICE = "urn:ietf:params:oauth:grant-type:device_code";

  private final ClientAuth clients;
  private final DeviceFlows flows;
  private final UserTokens users;
  private final TenantTokens tenants;
  private final RateLimit limit;
  private final Journal journal;
  private final Faults faults;

  TokenEndpoint(
      ClientAuth clients,
      DeviceFlows flows,
      UserTokens users,
      TenantTokens tenants,
      RateLimit limit,
      Journal journal,
      Faults faults) {
    this.clients = clients;
    this.flows = flows;
    this.users = users;
    this.tenants = tenants;
    this.limit = limit;
    this.journal = journal;
    this.faults = faults;
  }

  void v2(Context ctx) {
    admit();
    var request = TokenRequest.read(ctx);
    clients.body(request);
    Answers.json(ctx, 200, grant(request, false));
  }

  void v3(Context ctx) {
    admit();
    var request = TokenRequest.read(ctx);
    clients.basicOrBody(request);
    Answers.json(ctx, 200, grant(request, true));
  }

  private void admit() {
    limit
        .admit()
        .ifPresent(
            exceeded -> {
              throw new TooFast(exceeded);
            });
  }

  private JsonNode grant(TokenRequest request, boolean newest) {
    var type = request.required("grant_type");
    if (type.equals(DEVICE)) {
      return device(request.required("device_code"));
    }
    if (type.equals("refresh_token")) {
      return refresh(request);
    }
    if (newest && type.equals("client_credentials")) {
      return client();
    }
    throw new OAuthError(20036, "unsupported_grant_type", "Unsupported grant_type");
  }

  private JsonNode device(String deviceCode) {
    journal.polled(deviceCode);
    return users.issue(flows.redeem(deviceCode)).toJson();
  }

  private JsonNode refresh(TokenRequest request) {
    var token = request.required("refresh_token");
    journal.presented(token);
    if (faults.refreshSwitchedOff()) {
      throw new OAuthError(
          20074, "invalid_request", "Refreshing user_access_token is not enabled for this app");
    }
    return users.rotate(token, request.scopes()).toJson();
  }

  private JsonNode client() {
    var token = tenants.currentJwt();
    return Json.object()
        .put("code", 0)
        .put("access_token", token.value())
        .put("expires_in", token.left().toSeconds())
        .put("token_type", "Bearer");
  }
}
