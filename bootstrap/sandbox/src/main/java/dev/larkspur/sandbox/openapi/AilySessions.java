package dev.larkspur.sandbox.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.larkspur.sandbox.web.Answers;
import dev.larkspur.sandbox.world.Json;
import dev.larkspur.sandbox.world.SandboxClock;
import io.javalin.http.Context;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Conversations with Aily: /open-apis/aily/v1/sessions, their messages and runs. A run is queued
 * when it is made and has completed when it is looked at, unless it was cancelled. Whoever opened a
 * session is the only one who has it.
 */
final class AilySessions {
  private static final String QUEUED = "QUEUED";

  /** What was opened, said and run, as it is told. */
  private record Session(
      String of, ObjectNode told, Map<String, ObjectNode> messages, Map<String, ObjectNode> runs) {}

  private final Bearers bearers;
  private final SandboxClock clock;
  private final Map<String, Session> sessions = new ConcurrentHashMap<>();

  AilySessions(Bearers bearers, SandboxClock clock) {
    this.bearers = bearers;
    this.clock = clock;
  }

  void open(Context ctx) {
    var caller = bearers.either(ctx, "aily:session:write");
    var body = body(ctx);
    var told = made("session");
    told.set("modified_at", told.get("created_at"));
    told.put("channel_context", text(body, "channel_context"));
    told.put("metadata", text(body, "metadata"));
    var id = told.path("id").asText();
    sessions.put(
        id, new Session(owner(caller), told, new ConcurrentHashMap<>(), new ConcurrentHashMap<>()));
    answer(ctx, "session", told);
  }

  void say(Context ctx) {
    var session = session(ctx, bearers.either(ctx, "aily:message:write"));
    var body = body(ctx);
    var once = required(body, "idempotent_id");
    var type = required(body, "content_type");
    var content = required(body, "content");
    var told =
        session.messages.computeIfAbsent(
            once,
            _ ->
                made("message")
                    .put("session_id", session.told.path("id").asText())
                    .put("content_type", type)
                    .put("content", content)
                    .put("status", "COMPLETED"));
    answer(ctx, "message", told);
  }

  void run(Context ctx) {
    var session = session(ctx, bearers.either(ctx, "aily:run:write"));
    var app = required(body(ctx), "app_id");
    if (!AilySkills.APP.matcher(app).matches()) {
      throw AilySkills.parameter("app_id");
    }
    var told =
        made("run")
            .put("app_id", app)
            .put("session_id", session.told.path("id").asText())
            .put("status", QUEUED);
    session.runs.put(told.path("id").asText(), told);
    answer(ctx, "run", told);
  }

  void find(Context ctx) {
    settle(ctx, session(ctx, bearers.either(ctx, "aily:run:read")), "COMPLETED");
  }

  void cancel(Context ctx) {
    settle(ctx, session(ctx, bearers.either(ctx, "aily:run:write")), "CANCELLED");
  }

  private void settle(Context ctx, Session session, String status) {
    var run =
        session.runs.computeIfPresent(
            ctx.pathParam("run_id"),
            (_, told) ->
                told.path("status").asText().equals(QUEUED)
                    ? told.deepCopy().put("status", status).put("ended_at", now())
                    : told);
    if (run == null) {
      throw AilySkills.parameter("run_id");
    }
    answer(ctx, "run", run);
  }

  private Session session(Context ctx, Caller caller) {
    var session = sessions.get(ctx.pathParam("session_id"));
    if (session == null || !session.of.equals(owner(caller))) {
      throw AilySkills.parameter("aily_session_id");
    }
    return session;
  }

  /** Whoever it is, with whichever token. */
  private static String owner(Caller caller) {
    return switch (caller) {
      case Caller.App() -> "";
      case Caller.Person(var access) -> access.openId();
    };
  }

  private ObjectNode made(String what) {
    return Json.object().put("id", what + "_" + UUID.randomUUID()).put("created_at", now());
  }

  private String now() {
    return Long.toString(clock.millis());
  }

  private static void answer(Context ctx, String name, JsonNode told) {
    var data = Json.object();
    data.set(name, told);
    Answers.ok(ctx, data);
  }

  private static JsonNode body(Context ctx) {
    return Json.read(ctx.body())
        .filter(JsonNode::isObject)
        .orElseThrow(() -> AilySkills.parameter("body"));
  }

  private static String required(JsonNode body, String name) {
    var text = text(body, name);
    if (text.isEmpty()) {
      throw AilySkills.parameter(name);
    }
    return text;
  }

  private static String text(JsonNode body, String name) {
    return AilySkills.text(body.path(name), name);
  }
}
