package dev.larkspur.sandbox.chat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.larkspur.sandbox.world.Json;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

/** What a card must be like to be shown: JSON 2.0, shared, not too large, only known elements. */
public final class CardRules {
  private static final int MOST_BYTES = 30 * 1024;
  private static final int MOST_ELEMENTS = 200;
  private static final Set<String> TEMPLATES =
      Set.of(
          "blue",
          "wathet",
          "turquoise",
          "green",
          "yellow",
          "orange",
          "red",
          "carmine",
          "violet",
          "purple",
          "indigo",
          "grey",
          "default");
  private static final Set<String> TAGS =
      Set.of(
          "markdown",
          "div",
          "plain_text",
          "lark_md",
          "hr",
          "img",
          "button",
          "column_set",
          "column",
          "form",
          "input",
          "overflow",
          "select_static",
          "multi_select_static",
          "select_person",
          "date_picker",
          "picker_time",
          "picker_datetime",
          "checker",
          "collapsible_panel",
          "interactive_container",
          "person",
          "person_list",
          "chart",
          "table",
          "standard_icon",
          "custom_icon",
          "text_tag",
          "note");

  private CardRules() {}

  /** Why this text is no card, or nothing if it is one. */
  public static Optional<String> violation(String content) {
    if (content.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
      return Optional.of("card exceeds 30 KB");
    }
    var card = Json.read(content).filter(JsonNode::isObject);
    return card.isEmpty() ? Optional.of("content is not a JSON object") : violation(card.get());
  }

  static Optional<String> violation(JsonNode card) {
    if (!card.path("schema").asText().equals("2.0")) {
      return Optional.of("schema is not 2.0");
    }
    if (!card.path("config").path("update_multi").asBoolean(true)) {
      return Optional.of("update_multi must be true in schema 2.0");
    }
    if (!card.path("body").path("elements").isArray()) {
      return Optional.of("body.elements is not a list");
    }
    if (!TEMPLATES.contains(card.path("header").path("template").asText("default"))) {
      return Optional.of("header.template is unknown");
    }
    return elements(card.path("body")) > MOST_ELEMENTS
        ? Optional.of("more than " + MOST_ELEMENTS + " elements")
        : violationInside(card);
  }

  private static Optional<String> violationInside(JsonNode node) {
    var tag = node.path("tag").asText("");
    if (!tag.isEmpty() && !TAGS.contains(tag)) {
      return Optional.of("cards of schema V2 do not support tag " + tag);
    }
    if (tag.equals("button")) {
      var wrong = violationOfButton(node);
      if (wrong.isPresent()) {
        return wrong;
      }
    }
    for (var field : node.properties()) {
      if (!field.getKey().equals("value")) {
        var wrong = violationInside(field.getValue());
        if (wrong.isPresent()) {
          return wrong;
        }
      }
    }
    for (var child : node.isArray() ? node : Json.object()) {
      var wrong = violationInside(child);
      if (wrong.isPresent()) {
        return wrong;
      }
    }
    return Optional.empty();
  }

  private static Optional<String> violationOfButton(JsonNode button) {
    for (var behavior : button.path("behaviors")) {
      switch (behavior.path("type").asText("")) {
        case "callback" -> {
          if (!behavior.path("value").isObject() && !behavior.path("value").isTextual()) {
            return Optional.of("a callback has no value");
          }
        }
        case "open_url" -> {
          if (new CardButton(button).openUrl().isEmpty()) {
            return Optional.of("open_url has no URL");
          }
        }
        case "form_action" -> {}
        default -> {
          return Optional.of("unknown behavior");
        }
      }
    }
    return Optional.empty();
  }

  private static int elements(JsonNode node) {
    int count = node.has("tag") ? 1 : 0;
    for (var child : node) {
      count += elements(child);
    }
    return count;
  }
}
