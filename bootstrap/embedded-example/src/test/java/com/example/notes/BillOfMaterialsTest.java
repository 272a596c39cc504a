package com.example.notes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The bill of materials has no parent, so what it repeats may not differ from it. */
class BillOfMaterialsTest {
  private static final Path ROOT = Path.of("..", "..");

  @Test
  void its_versions_are_the_ones_that_are_built_and_tested() throws IOException {
    var bill = Files.readString(ROOT.resolve("bootstrap/bom/pom.xml"));
    var parent = Files.readString(ROOT.resolve("pom.xml"));
    for (var name : List.of("protobuf.version", "flyway.version", "gson.version")) {
      assertThat(value(bill, name)).as(name).isEqualTo(value(parent, name));
    }
    assertThat(value(bill, "version")).isEqualTo(value(parent, "version"));
  }

  @Test
  void it_names_every_adapter() throws IOException {
    var bill = Files.readString(ROOT.resolve("bootstrap/bom/pom.xml"));
    var modules =
        Pattern.compile("<module>(.*?)</module>")
            .matcher(Files.readString(ROOT.resolve("adapters/pom.xml")))
            .results()
            .map(module -> module.group(1))
            .toList();
    assertThat(modules).hasSizeGreaterThan(3);
    assertThat(modules)
        .allSatisfy(
            module ->
                assertThat(bill).contains("<artifactId>larkspur-" + module + "</artifactId>"));
  }

  private static String value(String pom, String element) {
    var found = Pattern.compile("<" + element + ">(.*?)</").matcher(pom);
    assertThat(found.find()).as(element).isTrue();
    return found.group(1);
  }
}
