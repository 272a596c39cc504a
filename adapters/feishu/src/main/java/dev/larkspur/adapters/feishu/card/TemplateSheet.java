package dev.larkspur.adapters.feishu.card;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.larkspur.domain.authorization.CardTemplate;
import dev.larkspur.domain.token.Scopes;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What is filled into a card of the service's own: the same words as on ours, as variables. Each is
 * always there, so that nothing of an earlier face stays; docs/cards.md lists them.
 *
 * <p>A template cannot tell when to leave a button out, but it can repeat one for each entry of a
 * list: hence the lists, which are empty when there is nothing to press.
 */
final class TemplateSheet implements Sheet {
  private final CardTemplate template;
  private final JsonObject variables = new JsonObject();
  private final JsonArray presses = new JsonArray();
  private final JsonArray links = new JsonArray();

  TemplateSheet(CardTemplate template, String state, String colour, Words title) {
    this.template = template;
    variables.addProperty("state", state);
    variables.addProperty("colour", colour);
    add(variables, "title", title);
    Stream.of("text", "note", "scopes_title", "scopes")
        .forEach(name -> add(variables, name, Words.same("")));
    variables.addProperty("message", "");
    variables.addProperty("person", "");
    variables.add("presses", presses);
    variables.add("links", links);
  }

  private static void add(JsonObject to, String name, Words words) {
    words
        .translations()
        .entrySet()
        .forEach(text -> to.add(name + "_" + text.getKey(), text.getValue()));
  }

  @Override
  public void mention(String openId) {
    variables.addProperty("person", openId);
  }

  @Override
  public void paragraph(Words words) {
    add(variables, "text", words);
  }

  @Override
  public void note(Words words) {
    add(variables, "note", words);
  }

  @Override
  public void message(Words heading, String message) {
    variables.addProperty("message", message);
  }

  @Override
  public void scopes(Words heading, Scopes scopes) {
    add(variables, "scopes_title", heading);
    add(variables, "scopes", ScopeWords.all(scopes));
  }

  @Override
  public void press(String style, Words label, Press press) {
    var button = new JsonObject();
    button.addProperty("act", press.act());
    button.addProperty("rid", press.session());
    button.addProperty("n", press.nonce());
    add(button, "label", label);
    presses.add(button);
  }

  @Override
  public void link(String style, Words label, Link link) {
    var button = new JsonObject();
    button.addProperty("kind", link.kind().name().toLowerCase(Locale.ROOT));
    button.addProperty("url", link.address());
    add(button, "label", label);
    links.add(button);
  }

  @Override
  public Card done() {
    var data = new JsonObject();
    data.addProperty("template_id", template.id());
    if (template.version() != null) {
      data.addProperty("template_version_name", template.version());
    }
    data.add("template_variable", variables);
    return new Card(Card.TEMPLATE, data);
  }
}
