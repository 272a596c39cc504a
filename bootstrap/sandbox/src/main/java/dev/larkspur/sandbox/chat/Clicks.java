package dev.larkspur.sandbox.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.larkspur.sandbox.transport.Delivered;
import dev.larkspur.sandbox.transport.Deliveries;
import dev.larkspur.sandbox.world.Faults;
import dev.larkspur.sandbox.world.Json;
import dev.larkspur.sandbox.world.People;
import dev.larkspur.sandbox.world.SampleApp;
import dev.larkspur.sandbox.world.SamplePerson;
import dev.larkspur.sandbox.world.SandboxClock;
import dev.larkspur.sandbox.world.Secrets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.NoSuchElementException;
import java.util.Optional;

/** Turns a press of a button into {@code card.action.trigger}, and the answer into what is seen. */
public final class Clicks {
  private static final int NOT_ANSWERED = 200340;
  private static final int TOO_LATE = 200341;
  private static final int BAD_ANSWER = 200672;
  private static final int BAD_CARD = 200673;

  private final SampleApp app;
  private final People people;
  private final Chats chats;
  private final Deliveries deliveries;
  private final Faults faults;
  private final SandboxClock clock;
  private final Secrets secrets;

  public Clicks(
      SampleApp app,
      People people,
      Chats chats,
      Deliveries deliveries,
      Faults faults,
      SandboxClock clock,
      Secrets secrets) {
    this.app = app;
    this.people = people;
    this.chats = chats;
    this.deliveries = deliveries;
    this.faults = faults;
    this.clock = clock;
    this.secrets = secrets;
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
    var delivered = deliveries.deliver(event(card, person, value), faults.clickType());
    return switch (delivered.outcome()) {
      case ANSWERED -> apply(messageId, delivered);
      case TIMED_OUT -> failed(TOO_LATE, delivered);
      case ANSWERED_WITHOUT_DATA, HANDLER_FAILED, BAD_ACK, NOT_CONNECTED ->
          failed(NOT_ANSWERED, delivered);
    };
  }

  /** The event as the platform would send it; good for pushing it by hand, too. */
  public ObjectNode event(ShownCard card, SamplePerson person, JsonNode value) {
    var now = clock.instant();
    var root = Json.object().put("schema", "2.0");
    root.putObject("header")
        .put("event_id", secrets.plainHex(32))
        .put("token", app.verificationToken())
        .put("create_time", Long.toString(ChronoUnit.MICROS.between(Instant.EPOCH, now)))
        .put("event_type", "card.action.trigger")
        .put("tenant_key", app.tenantKey())
        .put("app_id", app.appId());
    var event = root.putObject("event");
    event
        .putObject("operator")
        .put("tenant_key", person.tenantKey())
        .put("open_id", person.openId())
        .put("union_id", person.unionId())
        .put("user_id", person.userId());
    event.put("token", secrets.hex("c-", 40));
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

  private ClickResult apply(String messageId, Delivered delivered) {
    var answer = delivered.data();
    if (!answer.isObject()) {
      return failed(BAD_ANSWER, delivered);
    }
    var toast = Optional.of(answer.path("toast")).filter(JsonNode::isObject).map(Toast::of);
    var card = answer.path("card");
    if (!card.isObject()) {
      return new ClickResult(toast, false, 0, "", delivered.took());
    }
    var type = card.path("type").asText();
    var next = type.equals("template") ? chats.templates().filled(card.toString()) : data(card);
    var wrong =
        type.equals("raw") || type.equals("template")
            ? CardRules.violation(next)
            : Optional.of("only raw cards and templates are known here");
    if (wrong.isPresent()) {
      return new ClickResult(Optional.empty(), false, BAD_CARD, wrong.get(), delivered.took());
    }
    chats.replace(messageId, Json.readObject(next));
    return new ClickResult(toast, true, 0, "", delivered.took());
  }

  private static String data(JsonNode card) {
    return card.path("data").toString();
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
