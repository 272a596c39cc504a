package dev.larkspur.sandbox.chat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.larkspur.sandbox.world.Json;

/**
 * Reads what an app sends as a card: the card itself, or the id of a template and its variables.
 */
public final class CardContents {
  /** A card to show, or why there is none. */
  public sealed interface Content {
    record Card(JsonNode json) implements Content {}

    record Refused(String why) implements Content {}
  }

  private final Templates templates;

  CardContents(Templates templates) {
    this.templates = templates;
  }

  /** As messages carry it: {@code type} tells a template from a card. */
  public Content read(String content) {
    var json = Json.read(content);
    return json.filter(it -> it.path("type").asText().equals("template")).isPresent()
        ? template(json.get().path("data"))
        : raw(content);
  }

  /** As the answer to a press carries it: raw or template, and the data. */
  Content answer(JsonNode card) {
    return switch (card.path("type").asText()) {
      case "raw" -> raw(card.path("data").toString());
      case "template" -> template(card.path("data"));
      default -> new Content.Refused("card.type is neither raw nor template");
    };
  }

  private static Content raw(String content) {
    return CardRules.violation(content)
        .<Content>map(Content.Refused::new)
        .orElseGet(() -> new Content.Card(Json.readObject(content)));
  }

  private Content template(JsonNode data) {
    return templates
        .fill(data)
        .map(card -> raw(card.toString()))
        .orElseGet(() -> new Content.Refused("ErrCode: 200380; the template does not exist"));
  }
}
