package dev.larkspur.sandbox.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larkspur.sandbox.Calls;
import dev.larkspur.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** docs/sandbox.md names each knob, and nothing else. */
class KnobDocumentTest {
  private static final Pattern ROW = Pattern.compile("^\\| `(\\w+)` \\|", Pattern.MULTILINE);

  @Test
  void the_document_lists_the_knobs_in_their_order() throws IOException {
    var text = Files.readString(Path.of("..", "..", "docs", "sandbox.md"));
    var section = text.substring(text.indexOf("\n## Knobs"), text.indexOf("\n## When a refresh"));
    var documented = ROW.matcher(section).results().map(row -> row.group(1)).toList();
    var knobs = new ArrayList<String>();
    try (var sandbox = Sandbox.start()) {
      for (var knob : new Calls(sandbox).get("/sandbox/faults", "").json().path("knobs")) {
        knobs.add(knob.path("name").asText());
      }
    }
    assertThat(documented).isEqualTo(knobs);
  }
}
