package dev.larkspur.sandbox.transport;

import com.fasterxml.jackson.databind.JsonNode;
import dev.larkspur.sandbox.web.Answers;
import dev.larkspur.sandbox.world.Json;
import dev.larkspur.sandbox.world.SampleApp;
import io.javalin.http.Context;

/** Tells an app where to connect: POST /callback/ws/endpoint. */
final class BootstrapEndpoint {
  private static final int AUTH_FAILED = 514;
  private static final int BAD_PARAMETER = 10003;

  /** Seen in the wild with the words "app_id is invalid". */
  private static final int UNKNOWN_APP = 1000040346;

  private final SampleApp app;
  private final Tickets tickets;
  private final ClientConfig config;

  BootstrapEndpoint(SampleApp app, Tickets tickets, ClientConfig config) {
    this.app = app;
    this.tickets = tickets;
    this.config = config;
  }

  void handle(Context ctx) {
    var request = Json.read(ctx.body()).filter(JsonNode::isObject);
    if (request.isEmpty()) {
      refuse(ctx, BAD_PARAMETER, "invalid param");
      return;
    }
    // Only the capitalised keys count: the platform takes others as absent.
    var id = request.get().path("AppID").asText("");
    var secret = request.get().path("AppSecret").asText("");
    if (id.isEmpty() || secret.isEmpty()) {
      refuse(ctx, AUTH_FAILED, "auth failed");
    } else if (!id.equals(app.appId())) {
      refuse(ctx, UNKNOWN_APP, "app_id is invalid");
    } else if (!secret.equals(app.appSecret())) {
      refuse(ctx, AUTH_FAILED, "auth failed");
    } else {
      admit(ctx);
    }
  }

  private void admit(Context ctx) {
    var body = Json.object().put("code", 0).put("msg", "");
    var data = body.putObject("data");
    data.put("URL", "ws://" + ctx.host() + "/ws/v2?" + tickets.issue().query());
    data.set("ClientConfig", config.toJson());
    Answers.json(ctx, 200, body);
  }

  private static void refuse(Context ctx, int code, String message) {
    Answers.json(ctx, 200, Json.object().put("code", code).put("msg", message));
  }
}
