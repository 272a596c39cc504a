package dev.larkspur.embedded.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Runs programs to their end. */
final class Commands {
  private static final int NOT_FOUND = 127;

  private Commands() {}

  record Outcome(int status, String output) {
    boolean good() {
      return status == 0;
    }
  }

  /**
   * Starts in the root folder, since another account may not be allowed in ours, and without our
   * environment: it can hold secrets of ours and settings meant for another PostgreSQL.
   */
  static Outcome run(List<String> command) {
    var builder = new ProcessBuilder(command).directory(new File("/")).redirectErrorStream(true);
    var path = builder.environment().getOrDefault("PATH", "/usr/bin:/bin");
    builder.environment().clear();
    builder.environment().putAll(Map.of("PATH", path, "LC_ALL", "C"));
    try {
      var process = builder.start();
      process.getOutputStream().close();
      var output = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
      return new Outcome(process.waitFor(), output);
    } catch (IOException e) {
      return new Outcome(NOT_FOUND, String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EmbeddedPostgresException("Interrupted while running " + command.getFirst(), e);
    }
  }
}
