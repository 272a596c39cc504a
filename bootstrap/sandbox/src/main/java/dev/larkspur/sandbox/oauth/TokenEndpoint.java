package dev.larkspur.sandbox.oauth;

import dev.larkspur.sandbox.web.Answers;
import dev.larkspur.sandbox.web.OAuthError;
import dev.larkspur.sandbox.web.TooFast;
import dev.larkspur.sandbox.world.Json;
import dev.larkspur.sandbox.world.RateLimit;
import io.javalin.http.Context;
import java.util.concurrent.atomic.LongAdder;

/** Hands out tokens, at the older and at the newer address; both draw on the same limit. */
final class TokenEndpoint {
  private static final String DEVICE = "urn:ietf:params:oauth:grant-type:device_code";

  private final ClientAuth clients;
  private final DeviceFlows flows;
  private final UserTokens users;
  private final TenantTokens tenants;
  private final RefreshGrant refresh;
  private final RateLimit limit;
  private final LongAdder refusedByLimit = new LongAdder();

  TokenEndpoint(
      ClientAuth clients,
      DeviceFlows flows,
      UserTokens users,
      TenantTokens tenants,
      RefreshGrant refresh,
      RateLimit limit) {
    this.clients = clients;
    this.flows = flows;
    this.users = users;
    this.tenants = tenants;
    this.refresh = refresh;
    this.limit = limit;
  }

  void v2(Context ctx) {
    admit();
    var request = TokenRequest.read(ctx);
    clients.body(request);
    grant(ctx, request, false);
  }

  void v3(Context ctx) {
    admit();
    var request = TokenRequest.read(ctx);
    clients.basicOrBody(request);
    grant(ctx, request, true);
  }

  long refusedByLimit() {
    return refusedByLimit.sum();
  }

  private void admit() {
    limit
        .admit()
        .ifPresent(
            exceeded -> {
              refusedByLimit.increment();
              throw new TooFast(exceeded);
            });
  }

  private void grant(Context ctx, TokenRequest request, boolean newest) {
    var type = request.required("grant_type");
    if (type.equals(DEVICE)) {
      var consent = flows.redeem(request.required("device_code"));
      Answers.json(ctx, 200, users.issue(consent).toJson());
    } else if (type.equals("refresh_token")) {
      refresh.handle(ctx, request);
    } else if (newest && type.equals("client_credentials")) {
      client(ctx);
    } else {
      throw new OAuthError(20036, "unsupported_grant_type", "Unsupported grant_type");
    }
  }

  private void client(Context ctx) {
    var token = tenants.currentJwt();
    Answers.json(
        ctx,
        200,
        Json.object()
            .put("code", 0)
            .put("access_token", token.value())
            .put("expires_in", token.left().toSeconds())
            .put("token_type", "Bearer"));
  }
}
