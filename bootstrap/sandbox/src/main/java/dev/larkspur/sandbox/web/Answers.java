package dev.larkspur.sandbox.web;

import com.fasterxml.jackson.databind.JsonNode;
import dev.larkspur.sandbox.world.Json;
import io.javalin.http.Context;

/** Writes answers as the platform words them. */
public final class Answers {
  static final String LOG_ID = "X-Tt-Logid";

  private Answers() {}

  public static void json(Context ctx, int status, JsonNode body) {
    ctx.status(status).contentType("application/json; charset=utf-8").result(body.toString());
  }

  /** The envelope of success. */
  public static void ok(Context ctx, JsonNode data) {
    var body = Json.object().put("code", 0).put("msg", "success");
    body.set("data", data);
    json(ctx, 200, body);
  }

  static void refuse(Context ctx, ApiError error) {
    var body = Json.object().put("code", error.code()).put("msg", error.msg());
    var details = body.putObject("error").put("log_id", ctx.res().getHeader(LOG_ID));
    if (!error.subjects().isEmpty()) {
      var violations = details.putArray("permission_violations");
      for (var subject : error.subjects()) {
        violations.addObject().put("type", error.violation()).put("subject", subject);
      }
    }
    json(ctx, error.status(), body);
  }

  static void refuse(Context ctx, OAuthError error) {
    var body = Json.object();
    if (error.hasCode()) {
      body.put("code", error.code());
    }
    body.put("error", error.error()).put("error_description", error.description());
    json(ctx, error.status(), body);
  }

  static void refuse(Context ctx, TooFast error) {
    ctx.header("x-ogw-ratelimit-limit", Integer.toString(error.limit()));
    ctx.header("x-ogw-ratelimit-reset", Long.toString(error.resetSeconds()));
    var body = Json.object().put("code", 99991400).put("msg", error.getMessage());
    body.putObject("error").put("log_id", ctx.res().getHeader(LOG_ID));
    json(ctx, 429, body);
  }
}
