package dev.larkspur.adapters.feishu.card;

import com.google.gson.JsonObject;

/**
 * A card as the platform takes it.
 *
 * @param type {@code raw}: all of it; {@code template}: what is filled into one that it keeps
 */
public record Card(String type, JsonObject data) {
  static final String RAW = "raw";
  static final String TEMPLATE = "template";

  /** As a message's content. */
  String content() {
    return json().toString();
  }

  JsonObject json() {
    return type.equals(RAW) ? data : answer();
  }

  /** As the answer to a press. */
  public JsonObject answer() {
    var card = new JsonObject();
    card.addProperty("type", type);
    card.add("data", data);
    return card;
  }

  /** Not the data: its buttons carry what must not be read in passing. */
  @Override
  public String toString() {
    return "Card[" + type + "]";
  }
}
