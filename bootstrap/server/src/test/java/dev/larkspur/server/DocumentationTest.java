package dev.larkspur.server;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The documents point to what is there. */
class DocumentationTest {
  private static final Path ROOT = Path.of("..", "..").toAbsolutePath().normalize();

  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
  private static final Pattern FENCED = Pattern.compile("(?ms)^ *```.*?^ *```$");
  private static final Pattern COMMAND = Pattern.compile("\\./larkspur ([a-z]+(?: --[a-z]+)?)");
  private static final Pattern HELP = Pattern.compile("(?s)cat <<'TEXT'\n(.*?)\nTEXT\n");
  private static final Pattern LISTING =
      Pattern.compile("(?s)\n## The folders\n+```\n(.*?)\n```\n");
  private static final Pattern ENTRY = Pattern.compile("(?m)^( *)(\\S+)/ ");
  private static final Pattern TEST =
      Pattern.compile("(?<=`)[A-Z][A-Za-z]+(?:Test|Contract)\\.[A-Za-z0-9_]+(?=`)");
  private static final Pattern METHOD =
      Pattern.compile("(?m)^  (?:default )?void ([A-Za-z0-9_]+)\\(");
  private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");

  @Test
  void every_link_leads_to_something() throws IOException {
    var dead = new ArrayList<String>();
    for (var document : documents()) {
      var text = FENCED.matcher(Files.readString(document)).replaceAll("");
      LINK.matcher(text)
          .results()
          .map(found -> found.group(1))
          .filter(link -> !link.startsWith("https:") && !link.startsWith("#"))
          .map(link -> document.resolveSibling(link.replaceFirst("#.*", "")))
          .filter(target -> !Files.exists(target))
          .forEach(target -> dead.add(ROOT.relativize(document) + " -> " + target.getFileName()));
    }

    assertThat(dead).isEmpty();
  }

  @Test
  void the_readme_has_its_two_commands() throws IOException {
    assertThat(Files.readString(ROOT.resolve("README.md")))
        .contains("```\n./larkspur demo\n```")
        .contains("```\n./larkspur test\n```");
  }

  @Test
  void every_command_is_one_that_the_launcher_helps_with() throws IOException {
    var help = help();
    for (var document : documents()) {
      var used = COMMAND.matcher(Files.readString(document)).results().map(m -> m.group(1));

      assertThat(used)
          .as(document.toString())
          .allSatisfy(
              command -> assertThat(help).containsPattern("(?m)^  " + command + "(  | [A-Z])"));
    }
  }

  @Test
  void the_listing_of_folders_tells_the_truth() throws IOException {
    var listed = listedFolders();

    assertThat(listed).allSatisfy(folder -> assertThat(ROOT.resolve(folder)).isDirectory());
    assertThat(listed).containsAll(modules(ROOT, Path.of("")));
  }

  @Test
  void the_tests_that_the_threat_model_names_are_there() throws IOException {
    var model = Files.readString(ROOT.resolve("docs").resolve("threat-model.md"));
    var named = TEST.matcher(model).results().map(MatchResult::group).collect(toSet());

    assertThat(named).isNotEmpty().isSubsetOf(tests());
  }

  /** Each as Class.method. */
  private static Set<String> tests() throws IOException {
    var all = new HashSet<String>();
    try (var files = Files.walk(ROOT)) {
      for (var file : files.filter(f -> f.toString().contains("/src/test/java/")).toList()) {
        if (file.toString().endsWith(".java")) {
          var name = file.getFileName().toString().replace(".java", "");
          METHOD
              .matcher(Files.readString(file))
              .results()
              .forEach(method -> all.add(name + "." + method.group(1)));
        }
      }
    }
    return all;
  }

  private static List<Path> documents() throws IOException {
    try (var inDocs = Files.walk(ROOT.resolve("docs"));
        var atTheTop = Files.list(ROOT)) {
      return Stream.concat(
              Stream.concat(atTheTop, inDocs),
              Stream.of(ROOT.resolve("bootstrap").resolve("sandbox").resolve("README.md")))
          .filter(file -> file.toString().endsWith(".md"))
          .toList();
    }
  }

  private static String help() throws IOException {
    var found = HELP.matcher(Files.readString(ROOT.resolve("larkspur")));
    assertThat(found.find()).as("the launcher's help").isTrue();
    return found.group(1) + "\n";
  }

  /** A folder is indented below the one that it lies in. */
  private static Set<Path> listedFolders() throws IOException {
    var document = Files.readString(ROOT.resolve("docs").resolve("architecture.md"));
    var listing = LISTING.matcher(document).results().map(m -> m.group(1)).collect(joining());
    var folders = new HashSet<Path>();
    var above = new ArrayList<Path>();
    ENTRY
        .matcher(listing)
        .results()
        .forEach(
            entry -> {
              int depth = entry.group(1).length() / 2;
              above.subList(depth, above.size()).clear();
              var folder =
                  Path.of(above.isEmpty() ? "" : above.getLast().toString(), entry.group(2));
              above.add(folder);
              folders.add(folder);
            });
    return folders;
  }

  private static Set<Path> modules(Path pom, Path below) throws IOException {
    var names =
        MODULE
            .matcher(Files.readString(pom.resolve("pom.xml")))
            .results()
            .map(found -> found.group(1))
            .collect(toSet());
    var all = new HashSet<Path>();
    for (var name : names) {
      all.add(below.resolve(name));
      all.addAll(modules(pom.resolve(name), below.resolve(name)));
    }
    return all;
  }
}
