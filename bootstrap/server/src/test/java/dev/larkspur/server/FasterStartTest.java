package dev.larkspur.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The launcher's cache of classes, really made by this JDK and really used, for a program that
 * takes Larkspur's place and does nothing.
 */
class FasterStartTest {
  /** Says what it sees; as a training it fails or stays if a file in target says so. */
  private static final String PROGRAM =
      """
      package dev.larkspur.server;
      import java.nio.file.*;
      public class Main {
        public static void main(String[] arguments) throws Exception {
          System.out.println(String.join(" ", arguments) + " sees " + System.getenv());
          boolean training = arguments[0].equals("demo"); // in target/aot/….new
          if (training && Files.exists(Path.of("../../fail"))) System.exit(3);
          if (training && Files.exists(Path.of("../../stay"))) Thread.sleep(100_000);
        }
      }
      """;

  /** As ./larkspur does it: an array set, then Java in this process. */
  private static final String LAUNCHER =
      """
      set -euo pipefail
      root=$1
      . "$2"
      aot=()
      options='-XX:+UseSerialGC -Xmx64m'
      start_faster "$3" "$root/a b/one.jar:$root/a b/two.jar" $options ${MORE-}
      exec "$JAVA_HOME/bin/java" ${aot[@]+"${aot[@]}"} $options ${MORE-} ${LAST-} \\
        -cp "$root/a b/one.jar:$root/a b/two.jar" dev.larkspur.server.Main run
      """;

  @TempDir private Path root;

  @BeforeEach
  void two_jars() throws IOException {
    var classes = Files.createDirectories(root.resolve("classes/dev/larkspur/server"));
    var source = Files.writeString(classes.resolve("Main.java"), PROGRAM);
    ToolProvider.getSystemJavaCompiler().run(null, null, null, source.toString());
    Files.createDirectories(root.resolve("a b"));
    jar("one.jar", classes.resolve("Main.class"));
    jar("two.jar", source);
  }

  private void jar(String name, Path content) throws IOException {
    try (var jar = new JarOutputStream(Files.newOutputStream(root.resolve("a b").resolve(name)))) {
      jar.putNextEntry(new JarEntry("dev/larkspur/server/" + content.getFileName()));
      Files.copy(content, jar);
    }
  }

  @Test
  void a_cache_is_made_once_and_fits() {
    assertThat(launch("make").said).contains("Preparing faster starts").contains("run sees");
    // told to start with its cache or not at all, the JVM starts
    var second = launch("make", "LAST=-XX:AOTMode=on");
    assertThat(second.status).isZero();
    assertThat(second.said).contains("run sees").doesNotContain("Preparing");
    assertThat(launch("use", "LAST=-Xlog:class+load").said)
        .containsPattern("dev.larkspur.server.Main source: shared objects file");
  }

  @Test
  void the_training_sees_no_setting_of_the_user() {
    launch("make", "LARKSPUR_DATABASE_URL=theirs", "MICRONAUT_SERVER_PORT=8123", "DATASOURCES_X=y");
    assertThat(text(only(".log")))
        .contains("demo --headless sees")
        .doesNotContain("theirs")
        .doesNotContain("MICRONAUT")
        .doesNotContain("DATASOURCES");
  }

  @Test
  void a_cache_of_other_jars_goes_and_one_for_other_options_stays() throws IOException {
    launch("make");
    var first = only(".aot");
    launch("make", "MORE=-XX:-UseCompressedOops");
    assertThat(found(".aot")).hasSize(2).contains(first);
    launch("make", "MORE=-Xmx100m -Dwhat=ever");
    assertThat(found(".aot")).hasSize(2);

    Files.setLastModifiedTime(root.resolve("a b/two.jar"), FileTime.from(Instant.EPOCH));
    launch("make");
    assertThat(only(".aot")).isNotEqualTo(first);
    assertThat(launch("use", "LAST=-XX:AOTMode=on").status).isZero();
  }

  @Test
  void a_broken_cache_is_passed_over_without_a_word() throws IOException {
    launch("make");
    var whole = Files.readAllBytes(only(".aot"));
    for (var broken : List.of(new byte[0], new byte[100_000], Arrays.copyOf(whole, 99_999))) {
      Files.write(only(".aot"), broken);
      var start = launch("make");
      assertThat(start.status).isZero();
      assertThat(start.said).startsWith("run sees").hasLineCount(1);
    }
  }

  @Test
  void what_cannot_be_made_is_not_tried_twice() throws IOException {
    Files.createFile(Files.createDirectories(root.resolve("target")).resolve("fail"));
    var first = launch("make");
    assertThat(first.said).contains("That did not work").contains("run sees");
    assertThat(launch("make").said).doesNotContain("Preparing").contains("run sees");

    Files.delete(root.resolve("target/fail"));
    Files.delete(only(".log"));
    assertThat(launch("make").said).contains("Done");
  }

  @Test
  void where_nothing_can_be_written_it_starts_without() throws IOException {
    Files.createFile(root.resolve("target"));
    assertThat(launch("make").said).startsWith("run sees").hasLineCount(1);
  }

  @Test
  void nothing_is_made_where_it_is_switched_off_or_an_agent_is_wanted() {
    assertThat(launch("make", "LARKSPUR_AOT=off").said).doesNotContain("Preparing");
    assertThat(launch("make", "MORE=-XX:AOTMode=off").said).doesNotContain("Preparing");
    assertThat(launch("make", "JAVA_TOOL_OPTIONS=-Xshare:auto").said).doesNotContain("Preparing");
    assertThat(launch("use").said).doesNotContain("Preparing");
    assertThat(found("")).isEmpty();
  }

  @Test
  void a_signal_ends_the_making_too_and_it_is_tried_again() throws Exception {
    Files.createFile(Files.createDirectories(root.resolve("target")).resolve("stay"));
    var launcher = start("make");
    Await.until("training", Play.PATIENCE, () -> trains(launcher), t -> t);
    // whoever starts meanwhile neither waits nor makes another
    Files.delete(root.resolve("target/stay"));
    assertThat(launch("make").said).startsWith("run sees");

    var training = launcher.descendants().filter(p -> command(p).contains("bin/java")).toList();
    launcher.destroy();
    assertThat(launcher.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(launcher.exitValue()).isEqualTo(128 + 15);
    assertThat(training).noneMatch(ProcessHandle::isAlive);
    assertThat(found("")).isEmpty();
    assertThat(launch("make").said).contains("Done");
  }

  private boolean trains(Process launcher) {
    return launcher.isAlive() && !found(".log").isEmpty() && text(only(".log")).contains("sees");
  }

  private static String command(ProcessHandle process) {
    return process.info().command().orElse("");
  }

  private record Ended(int status, String said) {}

  private Ended launch(String... words) {
    try {
      var process = start(words);
      var said = new String(process.getInputStream().readAllBytes(), UTF_8);
      return new Ended(process.waitFor(), said);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** What to do, and variables. */
  private Process start(String... words) throws IOException {
    var launcher = Path.of("../../.launcher/aot.sh").toAbsolutePath().toString();
    var builder =
        new ProcessBuilder("bash", "-c", LAUNCHER, "larkspur", root.toString(), launcher, words[0]);
    builder.redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith(Variables.PREFIX));
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    Stream.of(words)
        .skip(1)
        .map(word -> word.split("=", 2))
        .forEach(variable -> builder.environment().put(variable[0], variable[1]));
    return builder.start();
  }

  private Path only(String end) {
    assertThat(found(end)).hasSize(1);
    return found(end).getFirst();
  }

  private List<Path> found(String end) {
    try (var files = Files.list(root.resolve("target/aot"))) {
      return files.filter(file -> file.toString().endsWith(end)).sorted().toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
