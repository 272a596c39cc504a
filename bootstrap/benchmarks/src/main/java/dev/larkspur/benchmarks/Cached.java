package dev.larkspur.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Programs that start from a cache of their classes (AOT cache, JEP 483), made as the launcher
 * makes that of {@code run}: what a training needed is recorded, then made into the cache.
 */
record Cached(Stage stage) {

  /** Trained by the headless demo, which ends by itself. */
  Program larkspur() throws IOException, InterruptedException {
    Progress.say("making Larkspur's cache");
    var seen = stage.folder().resolve("larkspur.seen");
    end(recording(Program.larkspurPlayingItself(), seen));
    return from(Program.larkspur(), seen);
  }

  /** Trained by one start with this environment. */
  Program bare(Map<String, String> settings) throws IOException, InterruptedException {
    Progress.say("making the bare server's cache");
    var seen = stage.folder().resolve("bare.seen");
    try (var server = ServerProcess.start(stage, recording(Program.bare(), seen), settings)) {
      server.awaitReady();
    }
    return from(Program.bare(), seen);
  }

  private static Program recording(Program program, Path seen) {
    return program.with("-XX:AOTMode=record", "-XX:AOTConfiguration=" + seen);
  }

  private Program from(Program program, Path seen) throws IOException, InterruptedException {
    var cache = stage.folder().resolve(program.name() + ".aot");
    end(
        program.with(
            "-XX:+UnlockDiagnosticVMOptions",
            "-XX:-AOTRecordTraining",
            "-XX:-AOTReplayTraining",
            "-XX:AOTMode=create",
            "-XX:AOTConfiguration=" + seen,
            "-XX:AOTCache=" + cache));
    // not "auto": a cache that were passed over would be measured as if it were used
    return program.with("-XX:AOTMode=on", "-XX:AOTCache=" + cache);
  }

  private void end(Program program) throws IOException, InterruptedException {
    var log = Files.createTempFile(stage.folder(), program.name() + "-cache-", ".log");
    var builder =
        new ProcessBuilder(program.command())
            .directory(stage.folder().toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("LARKSPUR_"));
    if (builder.start().waitFor() != 0) {
      throw new IllegalStateException("No cache was made. " + Files.readString(log));
    }
  }
}
