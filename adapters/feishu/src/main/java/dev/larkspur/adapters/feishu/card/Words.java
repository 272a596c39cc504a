package dev.larkspur.adapters.feishu.card;

import com.google.gson.JsonObject;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** A text in the languages that a card has; the person's client picks one. */
public record Words(String en, String zh, String ja) {
  static Words same(String text) {
    return new Words(text, text, text);
  }

  /** With {@code values} in the places that are kept for them, each in its language. */
  Words with(Words... values) {
    return new Words(
        filled(en, Words::en, values),
        filled(zh, Words::zh, values),
        filled(ja, Words::ja, values));
  }

  private static String filled(String text, Function<Words, String> language, Words... values) {
    return text.formatted(Stream.of(values).map(language).toArray());
  }

  Words each(UnaryOperator<String> change) {
    return new Words(change.apply(en), change.apply(zh), change.apply(ja));
  }

  /** A text that is shown as it is, whatever it contains. */
  JsonObject plain() {
    return text("plain_text");
  }

  /** A text of ours, whose signs mean something. Nothing from outside may be in it. */
  JsonObject marked() {
    return text("markdown");
  }

  private JsonObject text(String tag) {
    var text = new JsonObject();
    text.addProperty("tag", tag);
    text.addProperty("content", en);
    if (!en.equals(zh) || !en.equals(ja)) {
      text.add("i18n_content", translations());
    }
    return text;
  }

  /** All of them, by the platform's names of languages. */
  public JsonObject translations() {
    var all = new JsonObject();
    all.addProperty("zh_cn", zh);
    all.addProperty("en_us", en);
    all.addProperty("ja_jp", ja);
    return all;
  }
}
