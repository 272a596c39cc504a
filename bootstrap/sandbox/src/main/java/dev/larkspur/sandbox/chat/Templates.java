package dev.larkspur.sandbox.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.larkspur.sandbox.world.Json;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cards as they are drawn up in the platform's editor, by id, with {@code ${variables}} to fill.
 *
 * <p>How the real editor notes them is not documented. Here an element with {@code "repeat":
 * "name"} comes once for each entry of that list, whose own variables go before the others.
 */
public final class Templates {
  /** In the JSON of a card that was made of a template: its id, version and variables. */
  static final String ORIGIN = "from_template";

  private static final String REPEAT = "repeat";
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{(\\w+)}");

  private final Map<String, ObjectNode> templates = new ConcurrentHashMap<>();

  /** A later one of the same id takes its place. */
  public void register(String id, String card) {
    if (id.isBlank()) {
      throw new IllegalArgumentException("template_id is missing");
    }
    templates.put(id, Json.readObject(card));
  }

  /** The card of this {@code {template_id, template_variable}}; nothing if the id is unknown. */
  Optional<ObjectNode> fill(JsonNode data) {
    return Optional.ofNullable(templates.get(data.path("template_id").asText("")))
        .map(card -> filled(card, data.path("template_variable")))
        .map(ObjectNode.class::cast)
        .map(card -> card.set(ORIGIN, data));
  }

  private static JsonNode filled(JsonNode node, JsonNode variables) {
    if (node.isTextual()) {
      return filledText(node.asText(), variables);
    }
    if (node instanceof ObjectNode object) {
      var copy = Json.object();
      object.properties().stream()
          .filter(it -> !it.getKey().equals(REPEAT))
          .forEach(it -> copy.set(it.getKey(), filled(it.getValue(), variables)));
      return copy;
    }
    if (node instanceof ArrayNode array) {
      var copy = Json.object().arrayNode();
      array.forEach(it -> repeat(it, variables, copy));
      return copy;
    }
    return node;
  }

  private static void repeat(JsonNode part, JsonNode variables, ArrayNode into) {
    if (!part.has(REPEAT)) {
      into.add(filled(part, variables));
      return;
    }
    for (var entry : variables.path(part.path(REPEAT).asText())) {
      ObjectNode own = variables.deepCopy();
      entry.properties().forEach(field -> own.set(field.getKey(), field.getValue()));
      into.add(filled(part, own));
    }
  }

  /** A text that is nothing but a variable becomes its value, whatever that is. */
  private static JsonNode filledText(String text, JsonNode variables) {
    var match = VARIABLE.matcher(text);
    if (match.matches() && variables.has(match.group(1))) {
      return variables.path(match.group(1));
    }
    return TextNode.valueOf(
        match.replaceAll(it -> Matcher.quoteReplacement(variables.path(it.group(1)).asText(""))));
  }
}
