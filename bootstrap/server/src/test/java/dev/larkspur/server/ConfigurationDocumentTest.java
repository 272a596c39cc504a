package dev.larkspur.server;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.EachProperty;
import io.micronaut.context.annotation.Parameter;
import io.micronaut.core.bind.annotation.Bindable;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/configuration.md names what there is to be set, and nothing else. */
class ConfigurationDocumentTest {
  /** A line of its tables; a cell that says nothing has a dash. */
  private record Row(String variable, String property, String standard) {}

  /** A property as the code has it; the default is empty if the code gives none by annotation. */
  private record Property(String name, String standard) {}

  private static final Path ROOT = Path.of("..", "..");
  private static final String NONE = "—";
  private static final String APP_VARIABLE = "LARKSPUR_FEISHU_APPS_<NAME>_";
  private static final String APP_PROPERTY = "larkspur.feishu.apps.<name>.";

  private static final Map<String, String> OF_MICRONAUT =
      Map.of("MICRONAUT_SERVER_PORT", "micronaut.server.port", "MICRONAUT_CONFIG_FILES", NONE);

  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| (`[A-Z_<>]+`|—) \\| (`[^`]+`|—) \\| ([^|]+) \\| [^|]+ \\|$");
  private static final Pattern UNSET = Pattern.compile("(?m)^ +unset (.+)$");
  private static final Pattern CONFIGURATION =
      Pattern.compile("(?m)^ *@(?:ConfigurationProperties|EachProperty)\\(");
  private static final Pattern READ_ALONE =
      Pattern.compile("(?:(?:property|name) = \"|\"\\$\\{)(larkspur(?:[.-][a-z]+)+)[\":}]");

  @Test
  void every_variable_is_told_with_its_property_and_no_other() throws IOException {
    var told =
        rows().stream()
            .filter(row -> !row.variable().equals(NONE))
            .collect(toMap(Row::variable, Row::property));

    assertThat(told).containsExactlyInAnyOrderEntriesOf(variables());
  }

  @Test
  void every_property_is_told_and_no_other() throws IOException {
    var told =
        rows().stream()
            .map(Row::property)
            .filter(property -> property.startsWith("larkspur."))
            .collect(toSet());
    var there = new HashSet<>(propertiesReadAlone());
    propertiesOfClasses().forEach(property -> there.add(property.name()));

    assertThat(told).containsExactlyInAnyOrderElementsOf(there);
  }

  @Test
  void defaults_are_as_told() throws IOException {
    var told = rows().stream().filter(row -> !row.property().equals(NONE));
    var standards = told.collect(toMap(Row::property, Row::standard));

    assertThat(propertiesOfClasses())
        .filteredOn(property -> !property.standard().isEmpty())
        .isNotEmpty()
        .allSatisfy(
            property ->
                assertThat(standards.get(property.name()))
                    .as(property.name())
                    .isEqualTo("`" + property.standard() + "`"));
  }

  private static Map<String, String> variables() throws IOException {
    var all = new HashMap<>(Variables.PROPERTIES);
    Variables.OF_AN_APP.forEach((end, of) -> all.put(APP_VARIABLE + end, APP_PROPERTY + of));
    all.put(Variables.HOME, NONE);
    all.putAll(OF_MICRONAUT);
    UNSET
        .matcher(Files.readString(ROOT.resolve("larkspur")))
        .results()
        .flatMap(found -> Stream.of(found.group(1).split(" ")))
        .forEach(ofTheLauncher -> all.put(ofTheLauncher, NONE));
    return all;
  }

  private static List<Row> rows() throws IOException {
    return ROW.matcher(document()).results().map(ConfigurationDocumentTest::row).toList();
  }

  private static Row row(MatchResult found) {
    return new Row(
        found.group(1).replace("`", ""), found.group(2).replace("`", ""), found.group(3));
  }

  private static String document() throws IOException {
    return Files.readString(ROOT.resolve("docs").resolve("configuration.md"));
  }

  private static List<Property> propertiesOfClasses() throws IOException {
    var all = new ArrayList<Property>();
    for (var source : mainSources()) {
      if (CONFIGURATION.matcher(Files.readString(source)).find()) {
        var outer = classOf(source);
        Stream.concat(Stream.of(outer), Stream.of(outer.getDeclaredClasses()))
            .filter(ConfigurationDocumentTest::isConfiguration)
            .flatMap(ConfigurationDocumentTest::propertiesOf)
            .forEach(all::add);
      }
    }
    return all;
  }

  private static Class<?> classOf(Path source) {
    var name = source.toString().replaceFirst(".*/src/main/java/(.*)\\.java", "$1");
    try {
      return Class.forName(name.replace('/', '.'));
    } catch (ClassNotFoundException e) {
      throw new AssertionError("settings that the server does not know: " + source, e);
    }
  }

  private static boolean isConfiguration(Class<?> it) {
    return it.isAnnotationPresent(ConfigurationProperties.class)
        || it.isAnnotationPresent(EachProperty.class);
  }

  private static Stream<Property> propertiesOf(Class<?> configuration) {
    assertThat(configuration).as("settings are records").isRecord();
    var start = start(configuration);
    return Stream.of(configuration.getRecordComponents())
        .filter(component -> !isAnnotated(component, Parameter.class))
        .filter(
            component -> !component.getType().isAnnotationPresent(ConfigurationProperties.class))
        .map(component -> property(start, component));
  }

  /** Micronaut puts the start of the enclosing class before that of a nested one. */
  private static String start(Class<?> configuration) {
    var each = configuration.getAnnotation(EachProperty.class);
    if (each != null) {
      return each.value() + ".<name>";
    }
    var own = configuration.getAnnotation(ConfigurationProperties.class);
    if (own == null) {
      return "";
    }
    var outer = configuration.getDeclaringClass();
    var before = outer == null ? "" : start(outer);
    return before.isEmpty() ? own.value() : before + "." + own.value();
  }

  private static Property property(String start, RecordComponent component) {
    var hyphenated = component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    var standard = component.getAccessor().getAnnotation(Bindable.class);
    return new Property(start + "." + hyphenated, standard == null ? "" : standard.defaultValue());
  }

  private static boolean isAnnotated(RecordComponent component, Class<?> annotation) {
    return Stream.of(component.getDeclaringRecord().getDeclaredConstructors()[0].getParameters())
        .filter(parameter -> parameter.getName().equals(component.getName()))
        .flatMap(parameter -> Stream.of(parameter.getAnnotations()))
        .anyMatch(annotation::isInstance);
  }

  /** Those that an annotation or a path reads by name, outside of any such class. */
  private static Set<String> propertiesReadAlone() throws IOException {
    var found = new HashSet<String>();
    for (var source : mainSources()) {
      READ_ALONE
          .matcher(Files.readString(source))
          .results()
          .forEach(match -> found.add(match.group(1)));
    }
    return found;
  }

  private static List<Path> mainSources() throws IOException {
    try (var adapters = Files.walk(ROOT.resolve("adapters"));
        var bootstrap = Files.walk(ROOT.resolve("bootstrap"))) {
      return Stream.concat(adapters, bootstrap)
          .filter(file -> file.toString().contains("/src/main/java/dev/larkspur/"))
          .filter(file -> file.toString().endsWith(".java"))
          .toList();
    }
  }
}
