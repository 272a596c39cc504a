package dev.larkspur.adapters.feishu.card;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.larkspur.domain.token.Scopes;

/** Our own card, in card JSON 2.0: a coloured title, and elements below it. */
final class JsonSheet implements Sheet {
  private final JsonObject header = new JsonObject();
  private final JsonArray elements = new JsonArray();

  JsonSheet(String colour, Words title) {
    header.addProperty("template", colour);
    header.add("title", title.plain());
  }

  @Override
  public void mention(String openId) {
    // an open_id is letters, digits, '_' and '-': nothing that could mean something
    elements.add(Words.same("<at id=" + openId + "></at>").marked());
  }

  @Override
  public void paragraph(Words words) {
    elements.add(Element.paragraph(words));
  }

  @Override
  public void note(Words words) {
    elements.add(Element.note(words));
  }

  @Override
  public void message(Words heading, String message) {
    elements.add(Element.heading(heading));
    elements.add(Element.paragraph(Words.same(message)));
  }

  @Override
  public void scopes(Words heading, Scopes scopes) {
    elements.add(Element.heading(heading));
    ScopeWords.known(scopes).map(Element::paragraph).ifPresent(elements::add);
    ScopeWords.unknown(scopes).map(Words::same).map(Element::paragraph).ifPresent(elements::add);
  }

  @Override
  public void press(String style, Words label, Press press) {
    var value = new JsonObject();
    value.addProperty("act", press.act());
    value.addProperty("rid", press.session());
    value.addProperty("n", press.nonce());
    elements.add(Element.callback(style, label, value));
  }

  @Override
  public void link(String style, Words label, Link link) {
    elements.add(Element.link(style, label, link.address()));
  }

  @Override
  public Card done() {
    var body = new JsonObject();
    body.add("elements", elements);
    var card = new JsonObject();
    card.addProperty("schema", "2.0");
    card.add("config", config());
    card.add("header", header);
    card.add("body", body);
    return new Card(Card.RAW, card);
  }

  private static JsonObject config() {
    var locales = new JsonArray();
    Words.same("").translations().keySet().forEach(locales::add);
    var config = new JsonObject();
    config.addProperty("update_multi", true);
    config.addProperty("enable_forward", false); // the link on it is for one person
    config.add("locales", locales);
    return config;
  }
}
