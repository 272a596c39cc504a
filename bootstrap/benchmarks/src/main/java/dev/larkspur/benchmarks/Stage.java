package dev.larkspur.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;

/**
 * All that was started. It is stopped, the last first, when the stage is closed or the JVM is told
 * to end (Ctrl-C), whichever comes first.
 */
public final class Stage implements AutoCloseable {
  private final Deque<AutoCloseable> started = new ArrayDeque<>();
  private final Path folder;
  private boolean closed;
  private boolean keepsFolder;

  private Stage(Path folder) {
    this.folder = folder;
  }

  public static Stage open() throws IOException {
    var folder = Files.createTempDirectory("larkspur-bench-");
    // PostgreSQL, which for root runs as another user, has its home in here
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
    var stage = new Stage(folder);
    stage.add(stage::clearFolder);
    Runtime.getRuntime().addShutdownHook(new Thread(stage::close, "bench-stop"));
    return stage;
  }

  private void clearFolder() throws IOException {
    if (!keepsFolder) {
      delete(folder);
    }
  }

  /** For logs and homes; goes with the stage, unless it is to be kept. */
  public Path folder() {
    return folder;
  }

  /** For whoever looks into what went wrong. */
  public synchronized void keepFolder() {
    keepsFolder = true;
  }

  public synchronized <T extends AutoCloseable> T add(T running) {
    if (closed) {
      stop(running);
      throw new IllegalStateException("everything is being stopped");
    }
    started.push(running);
    return running;
  }

  public synchronized boolean isClosed() {
    return closed;
  }

  @Override
  public synchronized void close() {
    closed = true;
    while (!started.isEmpty()) {
      stop(started.pop());
    }
  }

  /** One that does not stop keeps nobody else from being stopped. */
  private static void stop(AutoCloseable running) {
    try {
      running.close();
    } catch (Exception e) {
      System.err.println("Not stopped cleanly: " + e);
    }
  }

  static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (var files = Files.walk(folder)) {
        for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
