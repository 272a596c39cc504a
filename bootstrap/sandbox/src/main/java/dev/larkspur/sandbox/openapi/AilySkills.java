package dev.larkspur.sandbox.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.larkspur.sandbox.oauth.UserTokens.Access;
import dev.larkspur.sandbox.web.Answers;
import dev.larkspur.sandbox.web.ApiError;
import dev.larkspur.sandbox.world.Json;
import dev.larkspur.sandbox.world.SampleApp;
import dev.larkspur.sandbox.world.SandboxClock;
import io.javalin.http.Context;
import java.util.regex.Pattern;

/**
 * Skills of Aily, of which every one does the same: it says on whose behalf it ran. POST
 * /open-apis/aily/v1/apps/{app_id}/skills/{skill_id}/start.
 */
final class AilySkills {
  private static final String SCOPE = "aily:skill:write";
  static final Pattern APP = Pattern.compile("spring_\\w{1,54}__c");
  private static final Pattern SKILL = Pattern.compile("skill_\\w{1,26}");
  private static final int LONGEST_TEXT = 40_960;

  private final SampleApp app;
  private final Bearers bearers;
  private final Quota quota;

  AilySkills(SampleApp app, Bearers bearers, SandboxClock clock) {
    this.app = app;
    this.bearers = bearers;
    this.quota = new Quota(clock);
  }

  void start(Context ctx) {
    var caller = bearers.either(ctx, SCOPE);
    quota.keep();
    if (!APP.matcher(ctx.pathParam("app_id")).matches()) {
      throw parameter("app_id");
    }
    if (!SKILL.matcher(ctx.pathParam("skill_id")).matches()) {
      throw parameter("skill_id");
    }
    var body =
        Json.read(ctx.body()).filter(JsonNode::isObject).orElseThrow(() -> parameter("body"));
    var output =
        Json.object()
            .put("skill_id", ctx.pathParam("skill_id"))
            .put("query", text(body.at("/global_variable/query"), "query"));
    output.set("input", input(body));
    output.set("ran_as", described(caller));
    Answers.ok(ctx, Json.object().put("output", output.toString()).put("status", "success"));
  }

  private ObjectNode described(Caller caller) {
    return switch (caller) {
      case Caller.App() -> Json.object().put("type", "app").put("app_id", app.appId());
      case Caller.Person(Access access) ->
          Json.object().put("type", "user").put("open_id", access.openId());
    };
  }

  /** A string that holds JSON, as the platform wants it. */
  private static JsonNode input(JsonNode body) {
    var text = text(body.path("input"), "input");
    return text.isEmpty() ? Json.object() : Json.read(text).orElseThrow(() -> parameter("input"));
  }

  static String text(JsonNode value, String name) {
    if (value.isMissingNode() || value.isNull()) {
      return "";
    }
    if (!value.isTextual() || value.asText().length() > LONGEST_TEXT) {
      throw parameter(name);
    }
    return value.asText();
  }

  static ApiError parameter(String name) {
    return ApiError.badRequest(2700001, "param is invalid: " + name);
  }
}
