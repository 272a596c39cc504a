package dev.larkspur.adapters.feishu.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Bodies that are no JSON, or JSON that makes no sense, or hardly differs from what would. Made of
 * models, of which none may be good as it is; nothing is ever put together from two of them.
 */
public final class HostileJson {
  private static final String[] FRAGMENTS = {
    "null",
    "true",
    "-1",
    "0",
    "1e400",
    "-0.0",
    "9223372036854775808",
    "NaN",
    "\"\"",
    "\"\\u0000\"",
    "\"\\ud800\"",
    "\"１\"",
    "\"ou_x y\"",
    "\"a\\nb\"",
    "[]",
    "{}",
    "[null]",
    "[[[]]]",
    "{\"\":{}}",
    "{\"id\":\"1\"}",
    "{\"tag\":[1,{}]}",
    "\"card.action.trigger\"",
    "\"2.0\""
  };
  private static final String[] WHOLE = {
    "",
    " ",
    "null",
    "[]",
    "{}",
    "\"\"",
    "{\"header\":null}",
    "{\"header\":{\"event_type\":\"card.action.trigger\"},\"event\":null}",
    "{\"type\":\"url_verification\",\"challenge\":{}}",
    "{\"encrypt\":\"\"}",
    "{\"PingInterval\":-1}",
    "{\"PingInterval\":\"soon\"}",
    "{\"PingInterval\":1e400}",
    "\u0000\uffff",
    "\ufeff{}"
  };
  private static final String[] DEEP = {"[", "{\"a\":", "{\"event\":{\"action\":{\"value\":"};

  private final List<String> models;

  private HostileJson(List<String> models) {
    this.models = models;
  }

  /**
   * @param models JSON objects that come to nothing for one reason each
   */
  public static HostileJson of(String... models) {
    return new HostileJson(List.of(models));
  }

  public static HostileJson ofNothing() {
    return of("{\"schema\":\"2.0\",\"header\":{\"event_type\":\"card.action.trigger\"}}");
  }

  public byte[] next(RandomGenerator random) {
    return switch (random.nextInt(16)) {
      case 0 -> noise(random, 300);
      case 1 -> pick(random, WHOLE).getBytes(UTF_8);
      case 2, 3 -> truncated(random, model(random));
      case 4, 5, 6 -> mutated(random, model(random));
      case 7, 8 -> spliced(random, model(random));
      case 9 -> model(random);
      case 10 -> random.nextInt(50) == 0 ? deep(random) : model(random);
      default -> bent(random).getBytes(UTF_8);
    };
  }

  public static byte[] noise(RandomGenerator random, int most) {
    var bytes = new byte[random.nextInt(most)];
    random.nextBytes(bytes);
    return bytes;
  }

  /** With some bytes changed, in place. */
  public static byte[] mutated(RandomGenerator random, byte[] bytes) {
    for (int i = random.nextInt(1, 8); i > 0 && bytes.length > 0; i--) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
    }
    return bytes;
  }

  public static byte[] truncated(RandomGenerator random, byte[] bytes) {
    return bytes.length == 0 ? bytes : Arrays.copyOf(bytes, random.nextInt(bytes.length));
  }

  private byte[] model(RandomGenerator random) {
    return text(random).getBytes(UTF_8);
  }

  private String text(RandomGenerator random) {
    return models.get(random.nextInt(models.size()));
  }

  /** Something put in where nothing belongs. */
  private byte[] spliced(RandomGenerator random, byte[] model) {
    int at = random.nextInt(model.length + 1);
    var text = new String(model, UTF_8);
    at = Math.min(at, text.length());
    return (text.substring(0, at) + pick(random, FRAGMENTS) + text.substring(at)).getBytes(UTF_8);
  }

  private static byte[] deep(RandomGenerator random) {
    return pick(random, DEEP).repeat(random.nextInt(1, 20_000)).getBytes(UTF_8);
  }

  /** Still JSON, with something in it missing, doubled or of another kind. */
  private String bent(RandomGenerator random) {
    var root = JsonParser.parseString(text(random));
    for (int i = random.nextInt(1, 4); i > 0; i--) {
      bend(random, root);
    }
    return root.toString();
  }

  private static void bend(RandomGenerator random, JsonElement element) {
    switch (element) {
      case JsonObject object when !object.isEmpty() -> bend(random, object);
      case JsonArray array -> array.add(fragment(random));
      default -> {} // what is above it is bent another time
    }
  }

  private static void bend(RandomGenerator random, JsonObject object) {
    var keys = List.copyOf(object.keySet());
    var key = keys.get(random.nextInt(keys.size()));
    var value = object.get(key);
    boolean deeper = value.isJsonObject() && random.nextInt(5) > 0;
    if (deeper) {
      bend(random, value);
      return;
    }
    switch (random.nextInt(4)) {
      case 0 -> object.remove(key);
      case 1 -> object.add(key.toUpperCase(java.util.Locale.ROOT), object.remove(key));
      case 2 -> object.add(key, wrapped(value));
      default -> object.add(key, fragment(random));
    }
  }

  private static JsonElement wrapped(JsonElement value) {
    var array = new JsonArray();
    array.add(value);
    return array;
  }

  private static JsonElement fragment(RandomGenerator random) {
    return JsonParser.parseString(pick(random, FRAGMENTS));
  }

  private static String pick(RandomGenerator random, String[] from) {
    return from[random.nextInt(from.length)];
  }
}
