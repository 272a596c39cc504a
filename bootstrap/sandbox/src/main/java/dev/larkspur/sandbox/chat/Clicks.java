package dev.larkspur.sandbox.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.larkspur.sandbox.callback.Callbacks;
import dev.larkspur.sandbox.chat.CardContents.Content;
import dev.larkspur.sandbox.transport.Delivered;
import dev.larkspur.sandbox.transport.Events;
import dev.larkspur.sandbox.world.Json;
import dev.larkspur.sandbox.world.People;
import dev.larkspur.sandbox.world.SamplePerson;
import java.util.NoSuchElementException;
import java.util.Optional;

/** Turns a press of a button into {@code card.action.trigger}, and the answer into what is seen. */
public final class Clicks {
  private static final int NOT_ANSWERED = 200340;
  private static final int TOO_LATE = 200341;
  private static final int NO_LINE = 200342;
  private static final int NO_SUCH_HOST = 200343;
  private static final int NOT_HTTP_200 = 200671;
  private static final int BAD_ANSWER = 200672;
  private static final int BAD_CARD = 200673;

  private final People people;
  private final Chats chats;
  private final Callbacks callbacks;
  private final Events events;

  public Clicks(People people, Chats chats, Callbacks callbacks, Events events) {
    this.people = people;
    this.chats = chats;
    this.callbacks = callbacks;
    this.events = events;
  }

  /** Presses the button whose callback value has this {@code act}. */
  public ClickResult click(String messageId, String byOpenId, String act) {
    var button =
        card(messageId)
            .button(act)
            .orElseThrow(() -> new NoSuchElementException("no button with act " + act));
    return click(messageId, byOpenId, button.value().orElseThrow());
  }

  /** Sends any value, as a forged or forwarded card might. */
  public ClickResult click(String messageId, String byOpenId, JsonNode value) {
    var card = card(messageId);
    var person =
        people
            .byOpenId(byOpenId)
            .orElseThrow(() -> new NoSuchElementException("nobody is called " + byOpenId));
    var event = event(card, person, value);
    var delivered = callbacks.deliver(event);
    return switch (delivered.outcome()) {
      case ANSWERED -> apply(event, delivered);
      case TIMED_OUT -> failed(TOO_LATE, delivered);
      case ANSWERED_WITHOUT_DATA, HANDLER_FAILED, BAD_ACK, NOT_CONNECTED ->
          failed(NOT_ANSWERED, delivered);
      case UNREACHABLE -> failed(NO_LINE, delivered);
      case UNKNOWN_HOST -> failed(NO_SUCH_HOST, delivered);
      case NOT_OK -> failed(NOT_HTTP_200, delivered);
      case BAD_BODY -> failed(BAD_ANSWER, delivered);
    };
  }

  /** The event as the platform would send it; good for pushing it by hand, too. */
  public ObjectNode event(ShownCard card, SamplePerson person, JsonNode value) {
    var root = Json.object().put("schema", "2.0");
    root.set("header", events.header("card.action.trigger", callbacks.verificationToken()));
    var event = root.putObject("event");
    event
        .putObject("operator")
        .put("tenant_key", person.tenantKey())
        .put("open_id", person.openId())
        .put("union_id", person.unionId())
        .put("user_id", person.userId());
    event.put("token", chats.tokens().issue(card.messageId()));
    var action = event.putObject("action");
    action.set("value", value);
    action.put("tag", "button").put("timezone", "Asia/Shanghai");
    event.put("host", "im_message");
    event
        .putObject("context")
        .put("open_message_id", card.messageId())
        .put("open_chat_id", card.chatId());
    return root;
  }

  private ClickResult apply(JsonNode event, Delivered delivered) {
    var answer = delivered.data();
    if (!answer.isObject()) {
      return failed(BAD_ANSWER, delivered);
    }
    var result = apply(event.at("/event/context/open_message_id").asText(), answer, delivered);
    chats.tokens().answered(event.at("/event/token").asText());
    return result;
  }

  private ClickResult apply(String messageId, JsonNode answer, Delivered delivered) {
    var toast = Optional.of(answer.path("toast")).filter(JsonNode::isObject).map(Toast::of);
    var card = answer.path("card");
    if (!card.isObject()) {
      return new ClickResult(toast, false, 0, "", delivered.took());
    }
    return switch (chats.contents().answer(card)) {
      case Content.Refused(String why) ->
          new ClickResult(Optional.empty(), false, BAD_CARD, why, delivered.took());
      case Content.Card(JsonNode next) -> {
        chats.replace(messageId, next);
        yield new ClickResult(toast, true, 0, "", delivered.took());
      }
    };
  }

  private ShownCard card(String messageId) {
    return chats
        .card(messageId)
        .orElseThrow(() -> new NoSuchElementException("no message " + messageId));
  }

  private static ClickResult failed(int code, Delivered delivered) {
    return new ClickResult(Optional.empty(), false, code, delivered.detail(), delivered.took());
  }
}
