package dev.larkspur.adapters.feishu.card;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;

/** A card in the making: a coloured title, and elements below it. */
final class CardSheet {
  private final JsonObject header = new JsonObject();
  private final JsonArray elements = new JsonArray();

  CardSheet(String colour, Words title) {
    header.addProperty("template", colour);
    header.add("title", title.plain());
  }

  CardSheet add(JsonObject element) {
    elements.add(element);
    return this;
  }

  JsonObject json() {
    var body = new JsonObject();
    body.add("elements", elements);
    var card = new JsonObject();
    card.addProperty("schema", "2.0");
    card.add("config", config());
    card.add("header", header);
    card.add("body", body);
    return card;
  }

  private static JsonObject config() {
    var locales = new JsonArray();
    locales.add("zh_cn");
    locales.add("en_us");
    var config = new JsonObject();
    config.addProperty("update_multi", true);
    config.addProperty("enable_forward", false); // the link on it is for one person
    config.add("locales", locales);
    return config;
  }
}
