package dev.larkspur.domain.authorization;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.larkspur.domain.authorization.AuthCommand.Sweep;
import dev.larkspur.domain.authorization.AuthSession.Open;
import dev.larkspur.domain.authorization.AuthSession.Requested;
import dev.larkspur.domain.authorization.Decision.Advance;
import dev.larkspur.domain.authorization.Decision.Award;
import dev.larkspur.domain.authorization.Decision.Refuse;
import dev.larkspur.domain.authorization.Decision.Stay;
import dev.larkspur.domain.authorization.Opening.Replaced;
import dev.larkspur.domain.authorization.Samples.Situation;
import dev.larkspur.domain.token.Scopes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/auth-session.md shows the flow as it is. */
class AuthFlowDocumentTest {
  private static final Requested MORE =
      new Requested(Samples.request(new UUID(7, 7), Scopes.of("more")), Samples.END);
  private static final Path DOCUMENT = Path.of("..", "docs", "auth-session.md");

  @Test
  void the_diagram_is_the_table() throws IOException {
    assertThat(Files.readString(DOCUMENT)).contains(diagram());
  }

  @Test
  void every_pair_is_documented() throws IOException {
    assertThat(Files.readString(DOCUMENT)).contains(table());
  }

  private static String diagram() {
    var edges = new LinkedHashSet<String>();
    edges.add("    [*] --> Requested: request");
    edges.add("    [*] --> Preparing: request, where nothing is pressed");
    for (var session : Samples.OPEN) {
      for (var happens : Samples.SITUATIONS) {
        var after = after(session, happens);
        if (!after.isEmpty() && !isDetail(happens)) {
          edges.add("    " + name(session) + " --> " + after + ": " + happens.name());
        }
      }
      if (AuthFlow.open((Open) session, MORE, Samples.NOON) instanceof Replaced(var before, _)) {
        edges.add("    " + name(session) + " --> " + name(before) + ": asked for more scopes");
      }
    }
    for (var happens : Samples.SITUATIONS) {
      var after = after(Samples.SETTLED.getFirst(), happens);
      if (!after.isEmpty()) {
        edges.add("    Granted --> " + after + ": " + happens.name());
      }
    }
    Samples.SETTLED.forEach(s -> edges.add("    " + name(s) + " --> [*]"));
    return "```mermaid\nstateDiagram-v2\n" + String.join("\n", edges) + "\n```\n";
  }

  /** That time is over is told once, with the sweep; the table has every case. */
  private static boolean isDetail(Situation happens) {
    return happens.name().equals("GiveUp without the claim")
        || happens.name().equals("Approved with a lost claim")
        || (happens.name().endsWith("when overdue") && !(happens.command() instanceof Sweep));
  }

  private static String table() {
    var granted = Samples.SETTLED.getFirst();
    var otherwise = Samples.SETTLED.getLast();
    var head = "| what happens | " + names() + " | Granted | otherwise settled |\n";
    var rule = "|---|" + "---|".repeat(Samples.OPEN.size() + 2) + "\n";
    return head
        + rule
        + Samples.SITUATIONS.stream()
            .map(
                it ->
                    Stream.concat(Samples.OPEN.stream(), Stream.of(granted, otherwise))
                        .map(s -> cell(s, it))
                        .collect(joining(" | ", "| " + it.name() + " | ", " |\n")))
            .collect(joining());
  }

  private static String names() {
    return Samples.OPEN.stream()
        .map(s -> s.equals(Samples.REDIRECTED) ? name(s) + " (redirect)" : name(s))
        .collect(joining(" | "));
  }

  private static String cell(AuthSession session, Situation happens) {
    return switch (AuthFlow.decide(session, happens.command(), happens.now())) {
      case Advance(var next) -> "→ " + name(next);
      case Award(var granted, _) -> "→ " + name(granted);
      case Stay _ -> "stays";
      case Refuse(var reason, _) -> "refused: " + words(reason);
    };
  }

  private static String after(AuthSession session, Situation happens) {
    return switch (AuthFlow.decide(session, happens.command(), happens.now())) {
      case Advance(var next) -> name(next);
      case Award(var granted, _) -> name(granted);
      case Stay _, Refuse _ -> "";
    };
  }

  private static String words(Refusal reason) {
    return reason.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static String name(AuthSession session) {
    return session.getClass().getSimpleName();
  }
}
