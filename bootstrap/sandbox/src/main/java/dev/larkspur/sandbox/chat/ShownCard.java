package dev.larkspur.sandbox.chat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A card as it stands in somebody's chat at one moment.
 *
 * @param openId whose chat
 * @param revision 1 when sent, one more with every update
 */
public record ShownCard(
    String messageId,
    String chatId,
    String openId,
    JsonNode json,
    int revision,
    boolean recalled,
    Instant sentAt) {

  /** All that can be read on it, line by line; {@code locale} is zh_cn, en_us … */
  public String text(String locale) {
    return String.join("\n", CardText.lines(json, locale));
  }

  public String title(String locale) {
    return CardText.of(json.path("header").path("title"), locale);
  }

  /** The colour of the header. */
  public String template() {
    return json.path("header").path("template").asText("default");
  }

  public List<CardButton> buttons() {
    return CardText.buttons(json);
  }

  /** The button whose callback value has this {@code act}. */
  public Optional<CardButton> button(String act) {
    return buttons().stream().filter(button -> button.act().equals(act)).findFirst();
  }

  /** Of which template it was made; empty if of none. */
  public String templateId() {
    return json.path(Templates.ORIGIN).path("template_id").asText("");
  }

  /** What its template was filled with. */
  public JsonNode templateVariables() {
    return json.path(Templates.ORIGIN).path("template_variable");
  }

  ShownCard showing(JsonNode next) {
    return new ShownCard(messageId, chatId, openId, next, revision + 1, recalled, sentAt);
  }

  ShownCard takenBack() {
    return new ShownCard(messageId, chatId, openId, json, revision + 1, true, sentAt);
  }

  /** Not the content: its buttons carry what must not be logged. */
  @Override
  public String toString() {
    return "ShownCard[" + messageId + ", revision " + revision + "]";
  }
}
