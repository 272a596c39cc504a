package dev.larkspur.sandbox.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import dev.larkspur.sandbox.oauth.TenantTokens;
import dev.larkspur.sandbox.web.Answers;
import dev.larkspur.sandbox.world.Json;
import dev.larkspur.sandbox.world.SampleApp;
import io.javalin.http.Context;

/** The app's own token: POST /open-apis/auth/v3/tenant_access_token/internal. */
final class TenantTokenEndpoint {
  private final SampleApp app;
  private final TenantTokens tokens;

  TenantTokenEndpoint(SampleApp app, TenantTokens tokens) {
    this.app = app;
    this.tokens = tokens;
  }

  void tenant(Context ctx) {
    answer(ctx, false);
  }

  /** A self-built app's app token is its tenant token under another name. */
  void app(Context ctx) {
    answer(ctx, true);
  }

  private void answer(Context ctx, boolean both) {
    var request = Json.read(ctx.body()).filter(JsonNode::isObject);
    var id = request.map(it -> it.path("app_id").asText("")).orElse("");
    var secret = request.map(it -> it.path("app_secret").asText("")).orElse("");
    if (id.isEmpty() || secret.isEmpty()) {
      refuse(ctx, 10003, "invalid param");
    } else if (!id.equals(app.appId()) || !secret.equals(app.appSecret())) {
      refuse(ctx, 10014, "app secret invalid");
    } else {
      var token = tokens.current();
      var body = Json.object().put("code", 0).put("msg", "ok");
      body.put("tenant_access_token", token.value()).put("expire", token.left().toSeconds());
      Answers.json(ctx, 200, both ? body.put("app_access_token", token.value()) : body);
    }
  }

  private static void refuse(Context ctx, int code, String message) {
    Answers.json(ctx, 200, Json.object().put("code", code).put("msg", message));
  }
}
