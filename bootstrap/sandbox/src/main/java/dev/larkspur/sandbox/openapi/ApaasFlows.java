package dev.larkspur.sandbox.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import dev.larkspur.sandbox.web.Answers;
import dev.larkspur.sandbox.web.ApiError;
import dev.larkspur.sandbox.world.Json;
import dev.larkspur.sandbox.world.SandboxClock;
import io.javalin.http.Context;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Flows of the low-code platform, which only an app may start, in the name of an operator whom it
 * names itself. POST /open-apis/apaas/v1/applications/{namespace}/flows/{flow_id}/execute.
 */
final class ApaasFlows {
  private static final long FIRST_EXECUTION = 1_700_000_000_000_000L;

  private final Bearers bearers;
  private final Quota quota;
  private final AtomicLong executions = new AtomicLong(FIRST_EXECUTION);
  private final Map<String, String> byIdempotentKey = new ConcurrentHashMap<>();

  ApaasFlows(Bearers bearers, SandboxClock clock) {
    this.bearers = bearers;
    this.quota = new Quota(clock);
  }

  void execute(Context ctx) {
    bearers.tenant(ctx, "app_engine:flow:write");
    quota.keep();
    var body = Json.read(ctx.body()).filter(JsonNode::isObject).orElseThrow(() -> invalid("body"));
    var operator = object(body, "operator");
    if (!operator.has("_id") && !operator.has("email")) {
      throw invalid("operator");
    }
    var output = Json.object().put("flow_id", ctx.pathParam("flow_id"));
    output.set("params", object(body, "params"));
    output.set("operator", operator);
    var later = body.path("is_async").asBoolean();
    Answers.ok(
        ctx,
        Json.object()
            .put("status", later ? "running" : "success")
            .put("out_params", later ? "" : output.toString())
            .put("execution_id", execution(body.path("idempotent_key").asText("")))
            .put("error_msg", "")
            .put("code", "0"));
  }

  /** The same key means the same execution. */
  private String execution(String key) {
    return key.isEmpty() ? next() : byIdempotentKey.computeIfAbsent(key, _ -> next());
  }

  private String next() {
    return Long.toString(executions.incrementAndGet());
  }

  /** A string that holds a JSON object, as the platform wants it. */
  private static JsonNode object(JsonNode body, String name) {
    return Json.read(body.path(name).asText(""))
        .filter(JsonNode::isObject)
        .filter(_ -> body.path(name).isTextual())
        .orElseThrow(() -> invalid(name));
  }

  private static ApiError invalid(String name) {
    return ApiError.badRequest(99992402, "field validation failed: " + name);
  }
}
