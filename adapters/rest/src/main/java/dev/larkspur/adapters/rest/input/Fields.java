package dev.larkspur.adapters.rest.input;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.larkspur.adapters.rest.answer.FieldError;
import dev.larkspur.adapters.rest.answer.ProblemCode;
import dev.larkspur.adapters.rest.problem.RequestRejected;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.exceptions.ContentLengthExceededException;
import io.micronaut.jackson.core.tree.JsonNodeTreeCodec;
import io.micronaut.json.tree.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The properties of a JSON object from outside.
 *
 * <p>Whatever is wrong with one of them is kept and told together with the rest by {@link #check};
 * until then a wrong property reads as if it were left out, and so does {@code null}.
 */
public final class Fields {
  /** Of a whole body; far more than any request of ours needs. */
  static final int MOST_BYTES = 64 * 1024;

  static final int DEEPEST = 20;
  private static final int MOST_ERRORS = 20;
  private static final int LONGEST_NAME_SHOWN = 64;

  private static final JsonFactory STRICT =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .streamReadConstraints(
              StreamReadConstraints.builder().maxNestingDepth(DEEPEST).maxNumberLength(40).build())
          .build();

  private final String path;
  private final Map<String, JsonNode> values;
  private final List<FieldError> errors;

  private Fields(String path, Map<String, JsonNode> values, List<FieldError> errors) {
    this.path = path;
    this.values = values;
    this.errors = errors;
  }

  /**
   * @param body null, empty, or JSON null: an object without properties
   * @param known what the object may have
   * @throws RequestRejected if it is not a JSON object, too large or too deeply nested
   */
  public static Fields of(HttpRequest<?> request, @Nullable InputStream body, String... known) {
    if (request.getHeaders().contains(HttpHeaders.CONTENT_TYPE)
        && request.getContentType().isEmpty()) { // the framework takes nonsense for nothing
      throw RequestRejected.because(
          ProblemCode.UNSUPPORTED_MEDIA_TYPE, "Send the body as application/json.");
    }
    var errors = new ArrayList<FieldError>();
    var bytes = bytes(body);
    if (bytes.length == 0) {
      return new Fields("", Map.of(), errors);
    }
    var root = parse(bytes);
    if (root.isNull()) { // what some clients send for nothing
      return new Fields("", Map.of(), errors);
    }
    if (!root.isObject()) {
      throw RequestRejected.invalid("body", "must be a JSON object");
    }
    return object("", root, known, errors);
  }

  /**
   * A body as it came.
   *
   * @param body null: none
   * @throws RequestRejected if it is too large, or does not arrive
   */
  public static byte[] bytes(@Nullable InputStream body) {
    return body == null ? new byte[0] : read(body);
  }

  private static byte[] read(InputStream body) {
    try (body) {
      var bytes = body.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw tooLarge();
      }
      return bytes;
    } catch (IOException e) {
      throw e.getCause() instanceof ContentLengthExceededException
          ? tooLarge()
          : RequestRejected.invalid("body", "did not arrive in full");
    }
  }

  private static RequestRejected tooLarge() {
    return RequestRejected.because(
        ProblemCode.PAYLOAD_TOO_LARGE, "A body has at most " + MOST_BYTES + " bytes.");
  }

  private static JsonNode parse(byte[] body) {
    try (var parser = STRICT.createParser(body)) {
      if (parser.nextToken() == null) {
        throw RequestRejected.invalid("body", "must be a JSON object, or be left out");
      }
      var root = JsonNodeTreeCodec.getInstance().readTree(parser);
      if (parser.nextToken() != null) {
        throw RequestRejected.invalid("body", "must be one JSON object and nothing after it");
      }
      return root;
    } catch (JsonProcessingException e) {
      throw RequestRejected.invalid("body", unreadable(e));
    } catch (IOException e) {
      throw new UncheckedIOException("reading a body that is in memory", e);
    }
  }

  private static String unreadable(JsonProcessingException e) {
    // the parser's own words could repeat what was sent
    var at = e.getLocation();
    return "is not JSON that we read (UTF-8, no property twice, at most "
        + DEEPEST
        + " levels)"
        + (at == null ? "" : ", at line " + at.getLineNr() + ", column " + at.getColumnNr());
  }

  private static Fields object(
      String path, JsonNode object, String[] known, List<FieldError> errors) {
    var expected = Set.of(known);
    var values = new HashMap<String, JsonNode>();
    var fields = new Fields(path, values, errors);
    for (var entry : object.entries()) {
      if (!expected.contains(entry.getKey())) {
        fields.wrong(entry.getKey(), "is not known here");
      } else if (!entry.getValue().isNull()) {
        values.put(entry.getKey(), entry.getValue());
      }
    }
    return fields;
  }

  public boolean has(String name) {
    return values.containsKey(name);
  }

  /** Whether it is exactly this text. */
  public boolean is(String name, String text) {
    var value = values.get(name);
    return value != null && value.isString() && value.getStringValue().equals(text);
  }

  /** Finds those wrong that were left out. */
  public void need(String... names) {
    for (var name : names) {
      if (!has(name)) {
        wrong(name, "is needed");
      }
    }
  }

  public void wrong(String name, String message) {
    if (errors.size() < MOST_ERRORS) {
      var shown = name.length() > LONGEST_NAME_SHOWN ? name.substring(0, LONGEST_NAME_SHOWN) : name;
      errors.add(new FieldError(path + shown, message));
    }
  }

  /** An object within this one. */
  public @Nullable Fields object(String name, String... known) {
    var value = values.get(name);
    if (value == null) {
      return null;
    }
    if (!value.isObject()) {
      wrong(name, "must be an object");
      return null;
    }
    return object(path + name + ".", value, known, errors);
  }

  public @Nullable String text(String name) {
    var value = values.get(name);
    if (value == null) {
      return null;
    }
    if (!value.isString() || !isStorable(value.getStringValue())) {
      wrong(name, "must be a text of Unicode characters, without NUL");
      return null;
    }
    return value.getStringValue();
  }

  /** Half a surrogate pair and NUL are legal in JSON, and in no database. */
  private static boolean isStorable(String text) {
    return text.indexOf('\0') < 0 && UTF_8.newEncoder().canEncode(text);
  }

  /** True or false; false if left out. */
  public boolean flag(String name) {
    var value = values.get(name);
    if (value != null && !value.isBoolean()) {
      wrong(name, "must be true or false");
      return false;
    }
    return value != null && value.getBooleanValue();
  }

  /** A whole number within these bounds. */
  public @Nullable Integer number(String name, int least, int most) {
    var value = values.get(name);
    if (value == null) {
      return null;
    }
    if (value.isNumber()
        && value.getNumberValue() instanceof Integer number
        && number >= least
        && number <= most) {
      return number;
    }
    wrong(name, "must be a whole number, " + least + " to " + most);
    return null;
  }

  /**
   * @param parse throws {@link IllegalArgumentException} with a message for the caller
   */
  public <T> @Nullable T text(String name, Function<String, T> parse) {
    var text = text(name);
    return text == null ? null : parsed(name, parse, text);
  }

  /**
   * A list of texts; never empty.
   *
   * @param parse throws {@link IllegalArgumentException} with a message for the caller
   */
  public <T> @Nullable T texts(String name, Function<List<String>, T> parse) {
    var value = values.get(name);
    if (value == null) {
      return null;
    }
    var texts = new ArrayList<String>();
    if (value.isArray()) {
      value.values().forEach(v -> texts.add(v.isString() ? v.getStringValue() : ""));
    }
    if (texts.isEmpty() || texts.contains("")) {
      wrong(name, "must be a list of texts, with at least one");
      return null;
    }
    return parsed(name, parse, texts);
  }

  private <I, T> @Nullable T parsed(String name, Function<I, T> parse, I input) {
    try {
      return parse.apply(input);
    } catch (IllegalArgumentException e) {
      wrong(name, String.valueOf(e.getMessage()));
      return null;
    }
  }

  /**
   * @throws RequestRejected with all that was found wrong, if anything was
   */
  public void check() {
    if (!errors.isEmpty()) {
      throw RequestRejected.invalid(List.copyOf(errors));
    }
  }
}
