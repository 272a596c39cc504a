package dev.larkspur.embedded.postgres;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** A second JVM, with little memory, that runs until it is killed. */
record OtherJvm(Process process) implements AutoCloseable {
  static final String READY = "ready";

  static OtherJvm running(Class<?> program, Path argument) throws IOException {
    return running(program, argument, System.getenv("PATH"));
  }

  static OtherJvm running(Class<?> program, Path argument, String path) throws IOException {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var classPath = System.getProperty("java.class.path");
    var command =
        List.of(java, "-Xmx32m", "-cp", classPath, program.getName(), argument.toString());
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("PATH", path);
    return new OtherJvm(builder.start());
  }

  /** A search path on which these programs are found, and fail. */
  static String pathWithBroken(Path folder, String... programs) throws IOException {
    for (var program : programs) {
      var file = Files.writeString(folder.resolve(program), "#!/bin/sh\nexit 1\n");
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    return folder + ":" + System.getenv("PATH");
  }

  OtherJvm untilReady() throws IOException {
    var output = new StringBuilder();
    var reader =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    for (String line; (line = reader.readLine()) != null; output.append(line).append('\n')) {
      if (line.equals(READY)) {
        return this;
      }
    }
    throw new IOException("The other JVM ended: " + output);
  }

  /** Kills it with -9 and waits until it is dead. */
  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
