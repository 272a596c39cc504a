package dev.larkspur.adapters.postgres;

import io.micronaut.data.annotation.Query;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.regex.Pattern;

/** What a repository's method asks the database, to be explained by it. */
record RepositoryQuery(String sql) {
  private static final Pattern PARAMETER = Pattern.compile("(?<!:):(\\w+)");

  static RepositoryQuery of(Class<?> rows, String method) {
    return Arrays.stream(rows.getDeclaredMethods())
        .filter(m -> m.getName().equals(method))
        .map(m -> new RepositoryQuery(m.getAnnotation(Query.class).value()))
        .findFirst()
        .orElseThrow();
  }

  /**
   * @param values of its parameters, as literals; those without one are null
   */
  String with(Map<String, String> values) {
    return PARAMETER.matcher(sql).replaceAll(p -> values.getOrDefault(p.group(1), "null"));
  }

  /** With its parameters left open, as it is planned when it has been asked a few times. */
  String open() {
    var names = new LinkedHashSet<String>();
    PARAMETER.matcher(sql).results().forEach(p -> names.add(p.group(1)));
    var numbers = names.stream().toList();
    return PARAMETER.matcher(sql).replaceAll(p -> "\\$" + (numbers.indexOf(p.group(1)) + 1));
  }
}
