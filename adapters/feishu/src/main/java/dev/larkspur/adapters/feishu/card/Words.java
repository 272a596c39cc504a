package dev.larkspur.adapters.feishu.card;

import com.google.gson.JsonObject;
import java.util.stream.Stream;

/** A text in both languages that a card has; the person's client picks one. */
record Words(String en, String zh) {
  static Words same(String text) {
    return new Words(text, text);
  }

  /** With {@code values} in the places that are kept for them, each in its language. */
  Words with(Words... values) {
    return new Words(
        en.formatted(Stream.of(values).map(Words::en).toArray()),
        zh.formatted(Stream.of(values).map(Words::zh).toArray()));
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
    if (!en.equals(zh)) {
      text.add("i18n_content", translations());
    }
    return text;
  }

  private JsonObject translations() {
    var both = new JsonObject();
    both.addProperty("zh_cn", zh);
    both.addProperty("en_us", en);
    return both;
  }
}
