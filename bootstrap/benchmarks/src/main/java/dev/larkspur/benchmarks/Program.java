package dev.larkspur.benchmarks;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A program to be measured. It runs with the options that our own JVM was started with, which are
 * those that the launcher gives to the server.
 *
 * @param more options of the JVM
 * @param classPath without our own classes for what is shipped
 */
record Program(String name, List<String> more, String classPath, List<String> words) {
  /** Names the option that the launcher gives to us alone. */
  private static final String OWN = "larkspur.benchmarks.own";

  /** {@code ./larkspur run}. */
  static Program larkspur() {
    return larkspur("run");
  }

  /** {@code ./larkspur demo --headless}, with which the launcher makes the cache of {@code run}. */
  static Program larkspurPlayingItself() {
    return larkspur("demo", "--headless");
  }

  private static Program larkspur(String... arguments) {
    var words = Stream.concat(Stream.of("dev.larkspur.server.Main"), Stream.of(arguments)).toList();
    return new Program("larkspur", List.of(), libraries(), words);
  }

  /** The same libraries, but nothing of Larkspur's is switched on. */
  static Program bare() {
    var classPath = jar() + ":" + libraries();
    return new Program("bare", List.of(), classPath, List.of(BareServer.class.getName()));
  }

  List<String> command() {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options());
    command.addAll(more);
    command.addAll(List.of("-cp", classPath));
    command.addAll(words);
    return command;
  }

  static List<String> options() {
    var own = System.getProperty(OWN);
    return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(option -> !option.equals(own) && !option.startsWith("-D" + OWN + "="))
        .toList();
  }

  /** The folder that the launcher's build has put us in. */
  static Path home() {
    return jar().resolveSibling("");
  }

  Program with(String... options) {
    return new Program(name, List.of(options), classPath, words);
  }

  /** Jar by jar, in a fixed order: a cache of classes is for one. */
  private static String libraries() {
    try (var files = Files.list(home().resolve("lib"))) {
      return files.map(Path::toString).sorted().collect(joining(":"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path jar() {
    var source = Program.class.getProtectionDomain().getCodeSource().getLocation();
    return Path.of(source.getPath()).toAbsolutePath();
  }
}
