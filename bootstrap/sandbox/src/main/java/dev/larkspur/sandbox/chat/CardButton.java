package dev.larkspur.sandbox.chat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** A button as the card declares it. */
public record CardButton(JsonNode json) {

  public String text(String locale) {
    return CardText.of(json.path("text"), locale);
  }

  /** primary, default, danger … */
  public String type() {
    return json.path("type").asText("default");
  }

  public boolean disabled() {
    return json.path("disabled").asBoolean(false);
  }

  /** What a press sends to the app, if the button calls back. */
  public Optional<JsonNode> value() {
    return behavior("callback").map(it -> it.path("value")).filter(JsonNode::isObject);
  }

  /** The {@code act} of the callback value; empty if there is none. */
  public String act() {
    return value().map(it -> it.path("act").asText("")).orElse("");
  }

  /** Where a press leads, if the button opens a page. */
  public Optional<String> openUrl() {
    return behavior("open_url")
        .map(it -> firstOf(it, "default_url", "pc_url", "url"))
        .filter(url -> !url.isEmpty());
  }

  private Optional<JsonNode> behavior(String type) {
    for (var behavior : json.path("behaviors")) {
      if (behavior.path("type").asText().equals(type)) {
        return Optional.of(behavior);
      }
    }
    return Optional.empty();
  }

  private static String firstOf(JsonNode behavior, String... names) {
    for (var name : names) {
      var url = behavior.path(name).asText("");
      if (!url.isEmpty()) {
        return url;
      }
    }
    return "";
  }
}
