package dev.larkspur.adapters.rest.input;

import dev.larkspur.adapters.rest.problem.RequestRejected;
import io.micronaut.core.convert.value.ConvertibleMultiValues;
import io.micronaut.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The parameters after the question mark. A misspelt one is refused, not overlooked. */
public record Query(ConvertibleMultiValues<String> values) {
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");
  private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}");

  /**
   * @throws RequestRejected if there is a parameter that is not {@code known}
   */
  public static Query of(HttpRequest<?> request, String... known) {
    var values = request.getParameters();
    var expected = Set.of(known);
    for (var name : values.names()) {
      if (!expected.contains(name)) {
        throw RequestRejected.invalid(name, "is not a parameter of this call");
      }
    }
    return new Query(values);
  }

  /**
   * A duration in whole seconds; zero if left out.
   *
   * @throws RequestRejected if it is anything else, or given twice
   */
  public Duration seconds(String name) {
    var given = values.getAll(name);
    if (given.isEmpty()) {
      return Duration.ZERO;
    }
    if (given.size() > 1) {
      throw RequestRejected.invalid(name, "must be given once");
    }
    if (!SECONDS.matcher(given.getFirst()).matches()) {
      throw RequestRejected.invalid(name, "must be a whole number of seconds, 0 or more");
    }
    return Duration.ofSeconds(Long.parseLong(given.getFirst()));
  }

  /**
   * A whole number; null if left out.
   *
   * @throws RequestRejected if it is anything else, or given twice
   */
  public @Nullable Long number(String name) {
    var given = values.getAll(name);
    if (given.isEmpty()) {
      return null;
    }
    if (given.size() > 1 || !NUMBER.matcher(given.getFirst()).matches()) {
      throw RequestRejected.invalid(name, "must be a whole number, given once");
    }
    return Long.valueOf(given.getFirst());
  }

  /**
   * True or false; false if left out.
   *
   * @throws RequestRejected if it is anything else, or given twice
   */
  public boolean flag(String name) {
    var given = values.getAll(name);
    if (given.equals(List.of("true"))) {
      return true;
    }
    if (!given.isEmpty() && !given.equals(List.of("false"))) {
      throw RequestRejected.invalid(name, "must be true or false, and given once");
    }
    return false;
  }

  public List<String> all(String name) {
    return values.getAll(name);
  }
}
