package dev.larkspur.sandbox.control;

import com.fasterxml.jackson.databind.JsonNode;
import dev.larkspur.sandbox.callback.CallbackRequest;
import dev.larkspur.sandbox.callback.Callbacks;
import dev.larkspur.sandbox.callback.HandshakeFailed;
import dev.larkspur.sandbox.web.Answers;
import dev.larkspur.sandbox.world.Json;
import io.javalin.Javalin;
import io.javalin.http.Context;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;

/** The console's switch for card callbacks, by HTTP. */
public final class CallbackCalls {
  private final Callbacks callbacks;

  public CallbackCalls(Callbacks callbacks) {
    this.callbacks = callbacks;
  }

  public void routes(Javalin web) {
    web.get("/sandbox/callbacks", this::tell);
    web.post("/sandbox/callbacks", this::set);
    web.post("/sandbox/callbacks/raw", this::raw);
    web.exception(
        HandshakeFailed.class, (e, ctx) -> refuse(ctx, 409, String.valueOf(e.getMessage())));
  }

  private void tell(Context ctx) {
    var url = callbacks.url();
    var body = Json.object().put("mode", mode());
    url.ifPresent(it -> body.put("url", it.toString()));
    Answers.json(ctx, 200, body);
  }

  private String mode() {
    if (callbacks.url().isPresent()) {
      return "http";
    }
    return callbacks.isSet() ? "long_connection" : "unset";
  }

  private void set(Context ctx) {
    var body = Json.readObject(ctx.body());
    switch (body.path("mode").asText("http")) {
      case "http" ->
          callbacks.overHttp(
              URI.create(text(body, "url")),
              text(body, "verification_token"),
              body.path("encrypt_key").asText(""));
      case "long_connection" -> callbacks.overLongConnection();
      case "unset" -> callbacks.unset();
      default -> throw new IllegalArgumentException("mode is http, long_connection or unset");
    }
    tell(ctx);
  }

  /** Posts any body with any headers to the app's address. */
  private void raw(Context ctx) {
    if (callbacks.url().isEmpty()) {
      throw new IllegalArgumentException("callbacks do not go by HTTP");
    }
    var body = Json.readObject(ctx.body());
    var headers = new HashMap<String, String>();
    body.path("headers")
        .properties()
        .forEach(header -> headers.put(header.getKey(), header.getValue().asText()));
    var content = body.path("body");
    var text = content.isTextual() ? content.asText() : content.toString();
    try {
      var answer = callbacks.send(new CallbackRequest(text, Map.copyOf(headers)));
      Answers.json(
          ctx, 200, Json.object().put("status", answer.status()).put("body", answer.body()));
    } catch (UncheckedIOException e) {
      refuse(ctx, 502, "the app did not answer");
    }
  }

  private static String text(JsonNode body, String name) {
    var value = body.path(name).asText("");
    if (value.isEmpty()) {
      throw new IllegalArgumentException(name + " is missing");
    }
    return value;
  }

  private static void refuse(Context ctx, int status, String why) {
    Answers.json(ctx, status, Json.object().put("error", why));
  }
}
