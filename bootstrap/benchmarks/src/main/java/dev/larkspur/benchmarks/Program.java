package dev.larkspur.benchmarks;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A program to be measured. It runs with the options that our own JVM was started with, which are
 * those that the launcher gives to the server.
 *
 * @param classPath without our own classes for what is shipped
 */
record Program(String name, String classPath, List<String> words) {
  /** Names the option that the launcher gives to us alone. */
  private static final String OWN = "larkspur.benchmarks.own";

  /** {@code ./larkspur run}. */
  static Program larkspur() {
    return new Program("larkspur", libraries(), List.of("dev.larkspur.server.Main", "run"));
  }

  /** The same libraries, but nothing of Larkspur's is switched on. */
  static Program bare() {
    return new Program("bare", jar() + ":" + libraries(), List.of(BareServer.class.getName()));
  }

  List<String> command() {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options());
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

  private static String libraries() {
    return home().resolve("lib") + "/*";
  }

  private static Path jar() {
    var source = Program.class.getProtectionDomain().getCodeSource().getLocation();
    return Path.of(source.getPath()).toAbsolutePath();
  }
}
