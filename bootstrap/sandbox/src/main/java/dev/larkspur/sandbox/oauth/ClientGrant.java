package dev.larkspur.sandbox.oauth;

import dev.larkspur.sandbox.web.Answers;
import dev.larkspur.sandbox.world.Json;
import io.javalin.http.Context;

/** Gives the app its own token for nothing but proving who it is. */
final class ClientGrant implements Grant {
  private final TenantTokens tenants;

  ClientGrant(TenantTokens tenants) {
    this.tenants = tenants;
  }

  @Override
  public void handle(Context ctx, TokenRequest request) {
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
