package dev.larkspur.adapters.feishu.card;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;

/** The elements of card JSON 2.0 that our cards are built of. */
final class Element {
  static JsonObject paragraph(Words words) {
    var div = new JsonObject();
    div.addProperty("tag", "div");
    div.add("text", words.plain());
    return div;
  }

  /** A remark, smaller and paler than a paragraph. */
  static JsonObject note(Words words) {
    var note = paragraph(words);
    var text = note.getAsJsonObject("text");
    text.addProperty("text_size", "notation");
    text.addProperty("text_color", "grey");
    return note;
  }

  static JsonObject heading(Words words) {
    return words.each(text -> "**" + text + "**").marked();
  }

  /** A button that comes back to us with {@code value}. */
  static JsonObject callback(String type, Words label, JsonObject value) {
    var behavior = new JsonObject();
    behavior.addProperty("type", "callback");
    behavior.add("value", value);
    return button(type, label, behavior);
  }

  /** A button that opens a page. */
  static JsonObject link(String type, Words label, String address) {
    var behavior = new JsonObject();
    behavior.addProperty("type", "open_url");
    behavior.addProperty("default_url", address);
    behavior.addProperty("pc_url", "");
    behavior.addProperty("ios_url", "");
    behavior.addProperty("android_url", "");
    return button(type, label, behavior);
  }

  private static JsonObject button(String type, Words label, JsonObject behavior) {
    var behaviors = new JsonArray();
    behaviors.add(behavior);
    var button = new JsonObject();
    button.addProperty("tag", "button");
    button.addProperty("type", type);
    button.add("text", label.plain());
    button.add("behaviors", behaviors);
    return button;
  }

  private Element() {}
}
