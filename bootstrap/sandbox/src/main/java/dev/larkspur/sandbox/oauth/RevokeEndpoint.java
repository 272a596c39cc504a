package dev.larkspur.sandbox.oauth;

import dev.larkspur.sandbox.web.Answers;
import dev.larkspur.sandbox.web.OAuthError;
import dev.larkspur.sandbox.world.Json;
import io.javalin.http.Context;

/** Ends a token: POST /oauth/v1/revoke. */
final class RevokeEndpoint {
  private final ClientAuth clients;
  private final UserTokens tokens;

  RevokeEndpoint(ClientAuth clients, UserTokens tokens) {
    this.clients = clients;
    this.tokens = tokens;
  }

  void handle(Context ctx) {
    var request = TokenRequest.read(ctx);
    clients.basicOrBody(request);
    if (!tokens.revoke(request.required("token"))) {
      throw new OAuthError("invalid_token", "The token is unknown");
    }
    Answers.json(ctx, 200, Json.object().put("code", 0));
  }
}
