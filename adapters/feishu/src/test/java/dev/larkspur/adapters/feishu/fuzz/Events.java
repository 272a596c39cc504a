package dev.larkspur.adapters.feishu.fuzz;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.larkspur.sandbox.Sandbox;
import dev.larkspur.sandbox.chat.ShownCard;
import java.util.Objects;
import java.util.function.Consumer;

/** Events of a company of which the first two were asked, and the second declined. */
public record Events(Sandbox sandbox, ShownCard asked, ShownCard declined) {
  public static final String MESSAGE = "im.message.receive_v1";

  /** Each would change something, or be somebody's, were it not for one thing. */
  public String[] thatComeToNothing() {
    return new String[] {
      press(asked, 1, _ -> {}).toString(),
      press(asked, 0, event -> value(event).put("n", "a-nonce-of-nobody")).toString(),
      press(asked, 0, event -> header(event).put("app_id", "cli_0000000000000000")).toString(),
      press(declined, 1, _ -> {}).toString(),
      press(declined, 1, event -> value(event).put("act", "revoke")).toString(),
      message().toString()
    };
  }

  /** The first presses "Authorize". */
  public ObjectNode goodPress() {
    return press(asked, 0, _ -> {});
  }

  private ObjectNode press(ShownCard card, int by, Consumer<ObjectNode> bend) {
    var value = card.button("authorize").orElseThrow().value().orElseThrow().deepCopy();
    var operator = sandbox.people().get(by).openId();
    var event = (ObjectNode) sandbox.clickEvent(card.messageId(), operator, value);
    bend.accept(event);
    return event;
  }

  private ObjectNode message() {
    var event = JsonNodeFactory.instance.objectNode();
    event.putObject("message").put("message_id", "om_1").put("chat_type", "group");
    return sandbox.events().make(MESSAGE, event);
  }

  private static ObjectNode header(ObjectNode event) {
    return (ObjectNode) Objects.requireNonNull(event.get("header"));
  }

  private static ObjectNode value(ObjectNode event) {
    return (ObjectNode) event.at("/event/action/value");
  }
}
