package dev.larkspur.sandbox.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import dev.larkspur.sandbox.chat.CardContents.Content;
import dev.larkspur.sandbox.chat.Chats;
import dev.larkspur.sandbox.chat.ShownCard;
import dev.larkspur.sandbox.web.Answers;
import dev.larkspur.sandbox.web.ApiError;
import dev.larkspur.sandbox.world.Json;
import dev.larkspur.sandbox.world.People;
import dev.larkspur.sandbox.world.SampleApp;
import dev.larkspur.sandbox.world.SamplePerson;
import dev.larkspur.sandbox.world.SandboxClock;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.Set;

/** Cards sent, changed and recalled: /open-apis/im/v1/messages. */
final class Messages {
  private static final Set<String> ID_TYPES =
      Set.of("open_id", "union_id", "user_id", "email", "chat_id");
  private static final int LONGEST_UUID = 50;
  private static final Duration CHANGEABLE = Duration.ofDays(14);

  private final SampleApp app;
  private final Bearers bearers;
  private final People people;
  private final Chats chats;
  private final SandboxClock clock;
  private final Pace sending;
  private final Pace patching;
  private final SentOnce once;

  Messages(SampleApp app, Bearers bearers, People people, Chats chats, SandboxClock clock) {
    this.app = app;
    this.bearers = bearers;
    this.people = people;
    this.chats = chats;
    this.clock = clock;
    this.sending = new Pace(clock);
    this.patching = new Pace(clock);
    this.once = new SentOnce(clock);
  }

  void send(Context ctx) {
    admit(ctx);
    sending.keepOverall();
    var idType = ctx.queryParam("receive_id_type");
    if (idType == null || !ID_TYPES.contains(idType)) {
      throw parameter("receive_id_type");
    }
    var body = body(ctx);
    var person = receiver(idType, text(body, "receive_id"));
    if (!text(body, "msg_type").equals("interactive")) {
      throw parameter("msg_type");
    }
    var uuid = text(body, "uuid");
    if (uuid.length() > LONGEST_UUID) {
      throw parameter("uuid");
    }
    var card = card(body);
    sending.keepFor(person.openId());
    var id = once.messageId(person.openId(), uuid, () -> chats.post(person, card).messageId());
    Answers.ok(ctx, described(chats.card(id).orElseThrow()));
  }

  void patch(Context ctx) {
    admit(ctx);
    patching.keepOverall();
    var shown = own(ctx.pathParam("id"));
    if (shown.sentAt().plus(CHANGEABLE).isBefore(clock.instant())) {
      throw ApiError.badRequest(230031, "The message is too old to be updated");
    }
    var card = card(body(ctx));
    patching.keepFor(shown.messageId());
    chats.replace(shown.messageId(), card);
    Answers.ok(ctx, Json.object());
  }

  void recall(Context ctx) {
    admit(ctx);
    chats.recall(own(ctx.pathParam("id")).messageId());
    Answers.ok(ctx, Json.object());
  }

  private void admit(Context ctx) {
    bearers.tenant(ctx, "im:message", "im:message:send_as_bot");
    if (!app.console().hasBot()) {
      throw ApiError.badRequest(230006, "Bot ability is not activated");
    }
  }

  private ShownCard own(String messageId) {
    var shown = chats.card(messageId).orElseThrow(() -> parameter("message_id"));
    if (shown.recalled()) {
      throw ApiError.badRequest(230011, "The message has been recalled");
    }
    return shown;
  }

  private SamplePerson receiver(String idType, String id) {
    var person =
        people
            .by(idType, id)
            .orElseThrow(() -> ApiError.badRequest(99992351, "The receive_id is not a valid id"));
    if (!person.available()) {
      throw ApiError.badRequest(230013, "Bot has NO availability to this user");
    }
    return person;
  }

  private JsonNode card(JsonNode body) {
    return switch (chats.contents().read(text(body, "content"))) {
      case Content.Card(JsonNode json) -> json;
      case Content.Refused(String why) ->
          throw ApiError.badRequest(230099, "Failed to create card content, ext=ErrMsg: " + why);
    };
  }

  private JsonNode described(ShownCard card) {
    var time = Long.toString(card.sentAt().toEpochMilli());
    var data =
        Json.object()
            .put("message_id", card.messageId())
            .put("chat_id", card.chatId())
            .put("msg_type", "interactive")
            .put("create_time", time)
            .put("update_time", time)
            .put("deleted", false)
            .put("updated", false);
    data.putObject("sender")
        .put("id", app.appId())
        .put("id_type", "app_id")
        .put("sender_type", "app")
        .put("tenant_key", app.tenantKey());
    data.putObject("body").put("content", "{\"title\":null}");
    return data;
  }

  private static JsonNode body(Context ctx) {
    return Json.read(ctx.body()).filter(JsonNode::isObject).orElseThrow(() -> parameter("body"));
  }

  private static String text(JsonNode body, String name) {
    return body.path(name).isTextual() ? body.path(name).asText() : "";
  }

  private static ApiError parameter(String name) {
    return ApiError.badRequest(
        230001, "Your request contains an invalid request parameter: " + name);
  }
}
