package dev.larkspur.sandbox.control;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Something that can be set from outside.
 *
 * @param does in a few words, for the control page
 * @param example a value that can be sent as it is
 */
record Knob(String name, String does, String example, Consumer<JsonNode> set) {

  static int times(JsonNode to) {
    return to.path("times").asInt(1);
  }

  static Duration millis(JsonNode to, String name) {
    if (!to.path(name).isIntegralNumber()) {
      throw new IllegalArgumentException(name + " must be a whole number");
    }
    return Duration.ofMillis(to.path(name).asLong());
  }

  static boolean flag(JsonNode to) {
    if (!to.isBoolean()) {
      throw new IllegalArgumentException("must be true or false, not " + to);
    }
    return to.asBoolean();
  }

  /** One of the names of an enum, in small letters. */
  static <E extends Enum<E>> E choice(Class<E> of, JsonNode to) {
    return Arrays.stream(of.getEnumConstants())
        .filter(it -> it.name().toLowerCase(Locale.ROOT).equals(to.asText()))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "must be one of "
                        + Arrays.toString(of.getEnumConstants()).toLowerCase(Locale.ROOT)
                        + ", not "
                        + to));
  }

  static Set<String> texts(JsonNode to) {
    if (!to.isArray()) {
      throw new IllegalArgumentException("must be a list, not " + to);
    }
    var texts = new LinkedHashSet<String>();
    to.forEach(each -> texts.add(each.asText()));
    return texts;
  }
}
