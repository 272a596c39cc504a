package dev.larkspur.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where something was measured.
 *
 * @param commit with a plus if files differ from it
 * @param load of the last minute when the measurement began; one per busy core
 */
record Machine(String commit, int cores, String system, String java, double load) {

  /** This machine now, with the checkout in which {@code folder} is. */
  static Machine now(Path folder) {
    return new Machine(
        commit(folder),
        Runtime.getRuntime().availableProcessors(),
        System.getProperty("os.name") + " " + System.getProperty("os.arch"),
        System.getProperty("java.vm.version"),
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
  }

  Map<String, Object> figures() {
    var all = new LinkedHashMap<String, Object>();
    all.put("commit", commit);
    all.put("cores", cores);
    all.put("system", system);
    all.put("java", java);
    all.put("load_before", load);
    return all;
  }

  private static String commit(Path folder) {
    try {
      var head = git(folder, "rev-parse", "--short=10", "HEAD");
      var changed = git(folder, "status", "--porcelain", "--untracked-files=no");
      return changed.isEmpty() ? head : head + "+";
    } catch (IOException e) {
      return "unknown"; // no git here, or not a checkout
    }
  }

  private static String git(Path folder, String... words) throws IOException {
    var command = new ProcessBuilder("git", "-C", folder.toString());
    command.command().addAll(List.of(words));
    command.redirectError(ProcessBuilder.Redirect.DISCARD);
    var process = command.start();
    try (var output = process.getInputStream()) {
      var text = new String(output.readAllBytes(), StandardCharsets.UTF_8).strip();
      if (process.waitFor() != 0) {
        throw new IOException("git " + String.join(" ", words) + " failed");
      }
      return text;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
