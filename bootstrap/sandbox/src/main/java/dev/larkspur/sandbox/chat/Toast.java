package dev.larkspur.sandbox.chat;

import com.fasterxml.jackson.databind.JsonNode;

/** The short message that appears after a click; type is info, success, error or warning. */
public record Toast(String type, JsonNode json) {
  static Toast of(JsonNode json) {
    return new Toast(json.path("type").asText("info"), json);
  }

  public String text(String locale) {
    var translated = json.path("i18n").path(locale).asText("");
    return translated.isEmpty() ? json.path("content").asText("") : translated;
  }
}
