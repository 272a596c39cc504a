package dev.larkspur.adapters.feishu.card;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toUnmodifiableMap;

import dev.larkspur.domain.token.Scopes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What scopes mean, for the person who is asked. Those not known here are named as they are. */
final class ScopeWords {
  private static final Map<String, Words> KNOWN = read("scopes.txt");

  private static Map<String, Words> read(String file) {
    try (var in = requireNonNull(ScopeWords.class.getResourceAsStream(file), file)) {
      return new String(in.readAllBytes(), UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(line -> line.split(" \\| ", -1))
          .collect(toUnmodifiableMap(cells -> cells[0], ScopeWords::words));
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + file, e);
    }
  }

  private static Words words(String... cells) {
    if (cells.length != 4) {
      throw new IllegalStateException("a scope has a name and three texts: " + cells[0]);
    }
    return new Words(cells[1], cells[2], cells[3]);
  }

  /** The scopes that have words, one a line; empty if none has. */
  static Optional<Words> known(Scopes scopes) {
    var lines = scopes.names().stream().filter(KNOWN::containsKey).map(ScopeWords::line).toList();
    return lines.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Words(
                listed(lines, Words::en), listed(lines, Words::zh), listed(lines, Words::ja)));
  }

  /** The others, one a line; empty if there are none. */
  static Optional<String> unknown(Scopes scopes) {
    return Optional.of(
            scopes.names().stream()
                .filter(name -> !KNOWN.containsKey(name))
                .map(name -> "• " + name)
                .collect(joining("\n")))
        .filter(lines -> !lines.isEmpty());
  }

  /** Known or not, one a line. */
  static Words all(Scopes scopes) {
    var known = known(scopes);
    var unknown = unknown(scopes);
    return known
        .map(words -> words.each(text -> text + unknown.map(others -> "\n" + others).orElse("")))
        .orElseGet(() -> Words.same(unknown.orElse("")));
  }

  private static String listed(List<Words> lines, Function<Words, String> language) {
    return lines.stream().map(language).collect(joining("\n"));
  }

  private static Words line(String name) {
    var words = requireNonNull(KNOWN.get(name));
    return new Words(
        "• " + words.en() + " (" + name + ")",
        "• " + words.zh() + "（" + name + "）",
        "• " + words.ja() + "（" + name + "）");
  }

  private ScopeWords() {}
}
