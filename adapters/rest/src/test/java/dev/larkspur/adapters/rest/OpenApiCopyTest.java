package dev.larkspur.adapters.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * The committed copy of the document, for those who generate clients from it and for whoever
 * reviews a change. What it promises is still there, and it is all that there is.
 */
class OpenApiCopyTest {
  private static final Path MADE = Path.of("target/classes/META-INF/swagger/larkspur.yml");
  private static final Path COPY = Path.of("..", "..", "docs", "openapi.yaml");

  /** What says something to people only. */
  private static final Set<String> WORDS =
      Set.of("description", "summary", "example", "examples", "title", "info", "servers");

  private static Map<?, ?> read(Path file) throws IOException {
    return new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(file));
  }

  @Test
  void nothing_that_the_copy_promises_is_gone_or_different() throws IOException {
    assertThat(broken(read(COPY), read(MADE))).isEmpty();
  }

  @Test
  void the_copy_has_all_that_there_is() throws IOException {
    assertThat(read(COPY))
        .as("after an addition: cp adapters/rest/%s docs/openapi.yaml", MADE)
        .isEqualTo(read(MADE));
  }

  @Test
  void what_breaks_a_client_is_found() {
    var before =
        Map.of(
            "required", List.of("a"),
            "enum", List.of("x", "y"),
            "type", "string",
            "description", "before",
            "parameters", List.of(Map.of("in", "query", "name", "p", "required", false)));
    assertThat(broken(before, with(before, "description", "after"))).isEmpty();
    assertThat(broken(before, with(before, "more", "is no harm"))).isEmpty();
    assertThat(broken(before, with(before, "enum", List.of("x", "y", "z")))).isEmpty();
    assertThat(broken(before, with(before, "enum", List.of("x")))).hasSize(1);
    assertThat(broken(before, with(before, "type", "integer"))).hasSize(1);
    assertThat(broken(before, with(before, "required", List.of("a", "b")))).hasSize(1);
    assertThat(broken(before, with(before, "parameters", List.of()))).hasSize(1);
    assertThat(broken(before, with(before, "parameters", parameters(false)))).isEmpty();
    assertThat(broken(before, with(before, "parameters", parameters(true)))).hasSize(1);
  }

  private static Map<String, Object> with(Map<String, Object> before, String name, Object value) {
    var after = new HashMap<>(before);
    after.put(name, value);
    return after;
  }

  private static List<Object> parameters(boolean required) {
    return List.of(
        Map.of("in", "query", "name", "p", "required", false),
        Map.of("in", "query", "name", "q", "required", required));
  }

  private static List<String> broken(Map<?, ?> before, Map<?, ?> after) {
    var all = new ArrayList<String>();
    compare("", before, after, all);
    return all;
  }

  private static void compare(String where, Object before, Object after, List<String> broken) {
    if (before instanceof Map<?, ?> then && after instanceof Map<?, ?> now) {
      then.forEach(
          (name, value) -> {
            if (!WORDS.contains(name) || where.endsWith("/properties")) {
              compareNamed(where + "/" + name, value, now.get(name), broken);
            }
          });
    } else if (!before.equals(after)) {
      broken.add(where);
    }
  }

  private static void compareNamed(
      String where, Object before, @Nullable Object after, List<String> broken) {
    if (after == null) {
      broken.add(where + " is gone");
    } else if (where.endsWith("/enum")) {
      if (!((List<?>) after).containsAll((List<?>) before)) {
        broken.add(where);
      }
    } else if (where.endsWith("/parameters") && before instanceof List<?> list) {
      compareParameters(where, list, (List<?>) after, broken);
    } else {
      compare(where, before, after, broken);
    }
  }

  private static void compareParameters(
      String where, List<?> before, List<?> after, List<String> broken) {
    for (var parameter : before) {
      after.stream()
          .filter(now -> name(now).equals(name(parameter)))
          .findFirst()
          .ifPresentOrElse(
              now -> compare(where + "/" + name(parameter), parameter, now, broken),
              () -> broken.add(where + "/" + name(parameter) + " is gone"));
    }
    for (var parameter : after) {
      boolean isNew = before.stream().noneMatch(then -> name(then).equals(name(parameter)));
      if (isNew && Boolean.TRUE.equals(((Map<?, ?>) parameter).get("required"))) {
        broken.add(where + "/" + name(parameter) + " is required");
      }
    }
  }

  private static String name(Object parameter) {
    var said = (Map<?, ?>) parameter;
    return said.get("in") + " " + said.get("name");
  }
}
