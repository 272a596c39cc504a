package dev.larkspur.sandbox.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import dev.larkspur.sandbox.chat.CardContents.Content;
import dev.larkspur.sandbox.chat.CardTokens.Use;
import dev.larkspur.sandbox.chat.CardTokens.Why;
import dev.larkspur.sandbox.chat.Chats;
import dev.larkspur.sandbox.web.Answers;
import dev.larkspur.sandbox.web.ApiError;
import dev.larkspur.sandbox.world.Json;
import dev.larkspur.sandbox.world.SandboxClock;
import io.javalin.http.Context;

/** A pressed card is changed after the answer: POST /open-apis/interactive/v1/card/update. */
final class CardUpdates {
  /*
   * 10002, 300030 and 300040 are documented by name. Which of the other documented codes stands for
   * what is not known to us; these were chosen.
   */
  private static final int BAD_PARAMETER = 10002;
  private static final int BAD_CARD = 200310;
  private static final int UNKNOWN_TOKEN = 300020;
  private static final int EXPIRED = 300030;
  private static final int USED_UP = 300040;
  private static final int NOT_ANSWERED_YET = 300090;

  private final Bearers bearers;
  private final Chats chats;
  private final Pace pace;

  CardUpdates(Bearers bearers, Chats chats, SandboxClock clock) {
    this.bearers = bearers;
    this.chats = chats;
    this.pace = new Pace(clock);
  }

  void handle(Context ctx) {
    bearers.tenant(ctx);
    pace.keepOverall();
    var body = Json.read(ctx.body()).filter(JsonNode::isObject).orElseGet(Json::object);
    if (body.path("token").asText("").isEmpty() || !body.path("card").isObject()) {
      throw ApiError.badRequest(BAD_PARAMETER, "invalid param");
    }
    // The card first: one that cannot be shown does not use up the token.
    var card = card(body);
    switch (chats.tokens().use(body.path("token").asText())) {
      case Use.Granted(String messageId) -> chats.replace(messageId, card);
      case Use.Refused(Why why) -> throw refused(why);
    }
    Answers.ok(ctx, Json.object());
  }

  private JsonNode card(JsonNode body) {
    return switch (chats.contents().read(body.path("card").toString())) {
      case Content.Card(JsonNode json) -> json;
      case Content.Refused(String why) -> throw ApiError.badRequest(BAD_CARD, "bad card: " + why);
    };
  }

  private static ApiError refused(Why why) {
    return switch (why) {
      case UNKNOWN -> ApiError.badRequest(UNKNOWN_TOKEN, "the token is unknown");
      case NOT_ANSWERED_YET ->
          ApiError.badRequest(NOT_ANSWERED_YET, "the callback has not been answered yet");
      case EXPIRED -> ApiError.badRequest(EXPIRED, "the token has expired");
      case USED_UP -> ApiError.badRequest(USED_UP, "the token was used too often");
    };
  }
}
