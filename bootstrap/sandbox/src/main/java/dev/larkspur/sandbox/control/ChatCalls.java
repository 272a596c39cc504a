package dev.larkspur.sandbox.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.larkspur.sandbox.chat.Chats;
import dev.larkspur.sandbox.chat.ClickResult;
import dev.larkspur.sandbox.chat.Clicks;
import dev.larkspur.sandbox.chat.ConsentLinks;
import dev.larkspur.sandbox.chat.ShownCard;
import dev.larkspur.sandbox.oauth.DeviceFlows;
import dev.larkspur.sandbox.web.Answers;
import dev.larkspur.sandbox.world.Json;
import dev.larkspur.sandbox.world.People;
import dev.larkspur.sandbox.world.SampleApp;
import dev.larkspur.sandbox.world.SamplePerson;
import io.javalin.Javalin;
import io.javalin.http.Context;
import java.util.NoSuchElementException;

/** Being a person, by HTTP: look at the chat, press, consent. */
final class ChatCalls {
  private final SampleApp app;
  private final People people;
  private final Chats chats;
  private final Clicks clicks;
  private final DeviceFlows flows;

  ChatCalls(SampleApp app, People people, Chats chats, Clicks clicks, DeviceFlows flows) {
    this.app = app;
    this.people = people;
    this.chats = chats;
    this.clicks = clicks;
    this.flows = flows;
  }

  void routes(Javalin web) {
    web.get("/sandbox/people", this::people);
    web.post("/sandbox/people", this::add);
    web.get("/sandbox/people/{open_id}/cards", this::cards);
    web.post("/sandbox/click", this::click);
    web.post("/sandbox/approve", ctx -> decide(ctx, true));
    web.post("/sandbox/deny", ctx -> decide(ctx, false));
  }

  private void people(Context ctx) {
    var body = Json.object().put("app", app.name()).put("app_id", app.appId());
    var list = body.putArray("people");
    for (var person : people.all()) {
      list.add(described(person).put("messages", chats.of(person.openId()).size()));
    }
    Answers.json(ctx, 200, body);
  }

  private void add(Context ctx) {
    Answers.json(ctx, 201, described(people.add(text(body(ctx), "name"))));
  }

  private void cards(Context ctx) {
    var list = Json.object().putArray("cards");
    chats.of(ctx.pathParam("open_id")).forEach(card -> list.add(described(card)));
    Answers.json(ctx, 200, Json.object().set("cards", list));
  }

  /** By {@code act}, or with a {@code value} of one's own. */
  private void click(Context ctx) {
    var body = body(ctx);
    var message = text(body, "message_id");
    var by = text(body, "open_id");
    var result =
        body.path("value").isObject()
            ? clicks.click(message, by, body.path("value"))
            : clicks.click(message, by, text(body, "act"));
    Answers.json(ctx, 200, described(result));
  }

  private void decide(Context ctx, boolean approve) {
    var body = body(ctx);
    var card =
        chats
            .card(text(body, "message_id"))
            .orElseThrow(() -> new NoSuchElementException("no such message"));
    var link = ConsentLinks.query(ConsentLinks.of(card));
    var flowId = link.getOrDefault("flow_id", "");
    var userCode = link.getOrDefault("user_code", "");
    var openId = text(body, "open_id");
    var done =
        approve ? flows.approve(flowId, userCode, openId) : flows.deny(flowId, userCode, openId);
    if (!done) {
      throw new IllegalArgumentException("the request is unknown, decided or expired");
    }
    Answers.json(ctx, 200, Json.object().put("done", true));
  }

  private static ObjectNode described(SamplePerson person) {
    return Json.object()
        .put("open_id", person.openId())
        .put("name", person.name())
        .put("en_name", person.enName())
        .put("email", person.email())
        .put("available", person.available());
  }

  private static ObjectNode described(ShownCard card) {
    var json =
        Json.object()
            .put("message_id", card.messageId())
            .put("open_id", card.openId())
            .put("revision", card.revision())
            .put("recalled", card.recalled())
            .put("sent_at", card.sentAt().toString());
    json.set("card", card.json());
    return json;
  }

  private static ObjectNode described(ClickResult result) {
    var json =
        Json.object()
            .put("error_code", result.errorCode())
            .put("detail", result.detail())
            .put("card_replaced", result.cardReplaced())
            .put("took_ms", result.took().toMillis());
    result.toast().ifPresent(toast -> json.set("toast", toast.json()));
    return json;
  }

  private static JsonNode body(Context ctx) {
    return Json.readObject(ctx.body());
  }

  private static String text(JsonNode body, String name) {
    var value = body.path(name).asText("");
    if (value.isEmpty()) {
      throw new IllegalArgumentException(name + " is missing");
    }
    return value;
  }
}
