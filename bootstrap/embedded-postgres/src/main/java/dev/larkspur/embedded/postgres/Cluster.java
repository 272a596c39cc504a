package dev.larkspur.embedded.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** PostgreSQL on one data directory. Whoever works with it holds the lock of its home. */
record Cluster(Binaries binaries, Path data, Account account) {
  private static final Logger log = LoggerFactory.getLogger(Cluster.class);
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration PAUSE = Duration.ofMillis(200);

  boolean exists() throws IOException {
    if (!Files.exists(data)) {
      return false;
    }
    if (!account.owns(data)) {
      throw new EmbeddedPostgresException(
          data
              + " belongs to "
              + Files.getOwner(data)
              + ", but PostgreSQL would run as "
              + account
              + ". Start Larkspur as the user who made it, or choose another LARKSPUR_HOME.");
    }
    var made = Files.readString(data.resolve("PG_VERSION")).strip();
    if (!Binaries.version().startsWith(made + ".")) {
      throw new EmbeddedPostgresException(
          data
              + " was made by PostgreSQL "
              + made
              + " and cannot be read by "
              + Binaries.version()
              + ". Move it with pg_dump, or set LARKSPUR_DATABASE_URL.");
    }
    return true;
  }

  /** The data directory gets its name when it is complete. */
  void create(String user, String password, String option) throws IOException {
    var unfinished = data.resolveSibling("data.unfinished");
    Folders.delete(unfinished);
    account.keep(unfinished);
    var secret = account.keep(Files.createTempDirectory(data.getParent(), ".secret-"));
    try {
      var file = Files.writeString(secret.resolve("password"), password);
      var outcome =
          account.run(
              binaries.program("initdb"),
              "-D",
              unfinished.toString(),
              "-U",
              user,
              "--pwfile=" + file,
              "--auth-local=reject",
              "--auth-host=scram-sha-256",
              "--encoding=UTF8",
              "--locale=C",
              "--locale-provider=builtin",
              "--builtin-locale=C.UTF-8",
              option);
      if (!outcome.good()) {
        throw new EmbeddedPostgresException(
            "PostgreSQL cannot make "
                + data
                + ": "
                + outcome.output()
                + "\nMend that, or set LARKSPUR_DATABASE_URL.");
      }
    } finally {
      Folders.delete(secret);
    }
    Files.move(unfinished, data, StandardCopyOption.ATOMIC_MOVE);
  }

  /**
   * Starts on the wanted port, or on another if that is taken, and waits until connections are
   * accepted.
   */
  int start(int wanted, List<String> settings) throws IOException {
    var deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      stopLeftover();
      var port = Port.free(wanted);
      rotateLog();
      var options = "-p " + port + " -c " + String.join(" -c ", settings);
      var outcome = pgCtl("start", "-l", serverLog().toString(), "-o", options);
      if (outcome.good()) {
        return port;
      }
      var reason = reason(outcome);
      if (!passes(reason) || System.nanoTime() > deadline) {
        throw new EmbeddedPostgresException("PostgreSQL does not start on " + data + ": " + reason);
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  void stop(String mode) throws IOException {
    if (postmaster().isEmpty()) {
      return;
    }
    var outcome = pgCtl("stop", "-m", mode);
    if (!outcome.good() && postmaster().isPresent() && !pgCtl("stop", "-m", "immediate").good()) {
      throw new EmbeddedPostgresException(
          "PostgreSQL does not stop on " + data + ": " + outcome.output());
    }
  }

  /** kill -9; what was committed is there at the next start. */
  void kill() throws IOException {
    var postmaster = postmaster();
    postmaster.ifPresent(ProcessHandle::destroyForcibly);
    postmaster.ifPresent(process -> process.onExit().join());
  }

  /*
   * If we were killed, our PostgreSQL lives on; it is stopped, so that its settings are always those of this start. The pid
   * file may also name a stranger who got the number later (after a restart of a container, usually us), which would stop
   * PostgreSQL from starting. Removing the file then is safe: PostgreSQL also refuses to start while any process is attached
   * to this directory's shared memory.
   */
  void stopLeftover() throws IOException {
    if (postmaster().isPresent()) {
      log.info("Stopping the PostgreSQL that an earlier run left behind on {}", data);
      stop("fast");
    } else if (pid().flatMap(ProcessHandle::of).isPresent()) {
      Files.deleteIfExists(pidFile());
    }
  }

  private Optional<ProcessHandle> postmaster() throws IOException {
    return pid().flatMap(ProcessHandle::of).filter(this::serves);
  }

  private boolean serves(ProcessHandle process) {
    return Arrays.asList(process.info().arguments().orElse(new String[0]))
        .contains(data.toString());
  }

  private Optional<Long> pid() throws IOException {
    if (!Files.exists(pidFile())) {
      return Optional.empty();
    }
    var first = Files.readString(pidFile()).lines().findFirst().orElse("").strip();
    return first.matches("\\d{1,18}") ? Optional.of(Long.valueOf(first)) : Optional.empty();
  }

  private Path pidFile() {
    return data.resolve("postmaster.pid");
  }

  private Path serverLog() {
    return data.resolve("server.log");
  }

  private void rotateLog() throws IOException {
    if (Files.exists(serverLog())) {
      Files.move(serverLog(), data.resolve("server.log.1"), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private Commands.Outcome pgCtl(String... words) {
    var start =
        Stream.of(binaries.program("pg_ctl"), "-D", data.toString(), "-w", "-t", "60", "-s");
    return account.run(Stream.concat(start, Stream.of(words)).toList());
  }

  private String reason(Commands.Outcome outcome) throws IOException {
    if (!Files.exists(serverLog())) {
      return outcome.output();
    }
    var lines = Files.readAllLines(serverLog());
    return outcome.output()
        + "\n"
        + String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size()));
  }

  /** A port taken meanwhile, or processes of a killed PostgreSQL that have not noticed yet. */
  private static boolean passes(String reason) {
    return Stream.of(
            "could not bind", "could not create any TCP/IP sockets", "is still in use", "lock file")
        .anyMatch(reason::contains);
  }
}
