package dev.larkspur.sandbox.chat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Reads a card as a person would: top to bottom, in one language. */
final class CardText {
  private CardText() {}

  /** The text of one element in this language, or as it is if it is not translated. */
  static String of(JsonNode element, String locale) {
    var translated = element.path("i18n_content").path(locale).asText("");
    return translated.isEmpty() ? element.path("content").asText("") : translated;
  }

  static List<String> lines(JsonNode card, String locale) {
    var lines = new ArrayList<String>();
    collect(card.path("header").path("title"), locale, lines);
    collect(card.path("header").path("subtitle"), locale, lines);
    collect(card.path("body"), locale, lines);
    return List.copyOf(lines);
  }

  static List<CardButton> buttons(JsonNode node) {
    var found = new ArrayList<CardButton>();
    collectButtons(node, found);
    return List.copyOf(found);
  }

  private static void collect(JsonNode node, String locale, List<String> lines) {
    if (node.isObject() && (node.has("content") || node.has("i18n_content"))) {
      var text = of(node, locale);
      if (!text.isEmpty()) {
        lines.add(text);
      }
    } else if (node.isObject()) {
      node.properties().stream()
          .filter(field -> !field.getKey().equals("behaviors"))
          .forEach(field -> collect(field.getValue(), locale, lines));
    } else {
      node.forEach(child -> collect(child, locale, lines));
    }
  }

  private static void collectButtons(JsonNode node, List<CardButton> found) {
    if (node.path("tag").asText().equals("button")) {
      found.add(new CardButton(node));
    } else {
      node.forEach(child -> collectButtons(child, found));
    }
  }
}
