package dev.larkspur.sandbox.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.larkspur.sandbox.world.Json;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cards that are kept at the platform, to be filled in when they are sent.
 *
 * <p>How the real card builder notes them is not documented. Here a template is card JSON in which
 * <code>${name}</code> stands for a variable, and an element with {@code "repeat": "name"} comes
 * once for each entry of that list, whose own variables go before the others.
 */
public final class Templates {
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{(\\w+)}");

  private final Map<String, JsonNode> published = new ConcurrentHashMap<>();

  public void publish(String id, JsonNode card) {
    published.put(id, card);
  }

  /** A message's content as a card: filled in, if it names a template that is known here. */
  public String filled(String content) {
    var named = Json.read(content).filter(it -> it.path("type").asText().equals("template"));
    var template = named.map(it -> published.get(it.at("/data/template_id").asText()));
    return template.isEmpty()
        ? content
        : fill(template.get(), named.get().at("/data/template_variable")).toString();
  }

  private static JsonNode fill(JsonNode part, JsonNode variables) {
    return switch (part) {
      case ObjectNode object -> {
        var filled = Json.object();
        object.properties().stream()
            .filter(field -> !field.getKey().equals("repeat"))
            .forEach(field -> filled.set(field.getKey(), fill(field.getValue(), variables)));
        yield filled;
      }
      case ArrayNode array -> {
        var filled = array.arrayNode();
        array.forEach(each -> repeat(each, variables, filled));
        yield filled;
      }
      case JsonNode text when text.isTextual() ->
          Json.object().textNode(text(text.asText(), variables));
      default -> part;
    };
  }

  private static void repeat(JsonNode part, JsonNode variables, ArrayNode into) {
    if (!part.has("repeat")) {
      into.add(fill(part, variables));
      return;
    }
    for (var entry : variables.path(part.path("repeat").asText())) {
      ObjectNode own = variables.deepCopy();
      entry.properties().forEach(field -> own.set(field.getKey(), field.getValue()));
      into.add(fill(part, own));
    }
  }

  private static String text(String text, JsonNode variables) {
    return VARIABLE
        .matcher(text)
        .replaceAll(name -> Matcher.quoteReplacement(value(name, variables)));
  }

  private static String value(MatchResult name, JsonNode variables) {
    var value = variables.path(name.group(1));
    return value.isTextual() ? value.asText() : name.group();
  }
}
