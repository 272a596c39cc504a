package dev.larkspur.domain.token;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.larkspur.domain.token.Grant.Held;
import dev.larkspur.domain.token.Grant.Revoked;
import dev.larkspur.domain.token.GrantDecision.Advance;
import dev.larkspur.domain.token.GrantDecision.Orphan;
import dev.larkspur.domain.token.GrantDecision.Refuse;
import dev.larkspur.domain.token.GrantDecision.Stay;
import dev.larkspur.domain.token.GrantDecision.Withdraw;
import dev.larkspur.domain.token.Samples.Situation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** docs/grant.md shows the life of a grant as it is. */
class GrantFlowDocumentTest {
  private static final Path DOCUMENT = Path.of("..", "docs", "grant.md");

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
    edges.add("    [*] --> Unspent: consent");
    for (var grant : Samples.GRANTS) {
      for (var happens : Samples.SITUATIONS) {
        var after = after(grant, happens);
        if (!after.isEmpty() && !isDetail(grant, happens)) {
          edges.add("    " + name(grant) + " --> " + after + ": " + happens.name());
        }
      }
    }
    edges.add("    Revoked --> Unspent: consent");
    return "```mermaid\nstateDiagram-v2\n" + String.join("\n", edges) + "\n```\n";
  }

  /**
   * One way is told once; what changes nothing but a note is left out. The table has every case.
   */
  private static boolean isDetail(Grant grant, Situation happens) {
    return List.of("LookedUp", "AskedAnew", "RevokeConsent", "Renewed by the first attempt")
            .contains(happens.name())
        || (name(grant).equals("Unspent")
            && happens.name().matches("Renew when (the answer is|the probe is|both).*"))
        || (name(grant).equals("Presented")
            && happens.name().matches("Renew when (both|the ref).*"));
  }

  private static String table() {
    var head = Samples.GRANTS.stream().map(GrantFlowDocumentTest::name).collect(joining(" | "));
    return "| what happens | "
        + head
        + " |\n|---|"
        + "---|".repeat(Samples.GRANTS.size())
        + "\n"
        + Samples.SITUATIONS.stream()
            .map(
                it ->
                    Samples.GRANTS.stream()
                        .map(g -> cell(g, it))
                        .collect(joining(" | ", "| " + it.name() + " | ", " |\n")))
            .collect(joining());
  }

  private static GrantDecision decide(Grant grant, Situation happens) {
    return GrantFlow.decide(grant, happens.command().apply(grant), happens.now());
  }

  private static String cell(Grant grant, Situation happens) {
    return switch (decide(grant, happens)) {
      case Advance(var next) when name(next).equals(name(grant)) && next.epoch() == grant.epoch() ->
          "noted";
      case Advance(var next) -> "→ " + name(next);
      case Withdraw(var gone, _) -> "→ " + name(gone);
      case Orphan _ -> "stays; the pair is revoked too";
      case Stay _ -> "stays";
      case Refuse(var reason, _) -> "refused: " + words(reason);
    };
  }

  private static String after(Grant grant, Situation happens) {
    return switch (decide(grant, happens)) {
      case Advance(var next) -> name(next);
      case Withdraw(var gone, _) -> name(gone);
      case Orphan _, Stay _, Refuse _ -> "";
    };
  }

  private static String words(GrantRefusal reason) {
    return reason.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static String name(Grant grant) {
    return switch (grant) {
      case Held held -> held.renewal().getClass().getSimpleName();
      case Revoked _ -> "Revoked";
    };
  }
}
