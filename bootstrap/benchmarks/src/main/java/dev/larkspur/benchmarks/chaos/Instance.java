package dev.larkspur.benchmarks.chaos;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** One of the instances, whichever process it is at the time. */
final class Instance implements AutoCloseable {
  private static final int CALLS_AT_ONCE = 12; // more would only pile up before one that is stopped

  private static final int TRIES = 5;

  private enum State {
    DOWN,
    RUNNING,
    STOPPED,
    CLOSED
  }

  private final int number;
  private final Path log;
  private final Map<String, String> settings;
  private final HttpClient http;
  private final Absences absences;
  private final Semaphore room = new Semaphore(CALLS_AT_ONCE);
  private volatile State state = State.DOWN;
  private volatile @Nullable Server server;
  private Instant stoppedAt = Instant.MIN;

  Instance(int number, Path log, Map<String, String> settings, HttpClient http, Absences absences) {
    this.number = number;
    this.log = log;
    this.settings = settings;
    this.http = http;
    this.absences = absences;
  }

  /** Returns when it is ready. One that finds no database ends, and is started again. */
  void start() throws IOException, InterruptedException {
    for (int tries = 0; tries < TRIES && state != State.CLOSED; tries++) {
      var started = begin();
      if (started.awaitReady(http)) {
        running();
        return;
      }
      end(started);
    }
    if (state != State.CLOSED) {
      throw new IllegalStateException(this + " did not get ready; see " + log);
    }
  }

  private synchronized Server begin() throws IOException {
    if (state != State.DOWN) {
      throw new IllegalStateException(this + " is " + state);
    }
    var started = Server.start(log, settings);
    server = started;
    return started;
  }

  private synchronized void running() {
    if (state == State.DOWN) {
      state = State.RUNNING;
    }
  }

  private Server server() {
    return requireNonNull(server, "not started");
  }

  URI url() {
    return server().url();
  }

  Semaphore room() {
    return room;
  }

  boolean isRunning() {
    return state == State.RUNNING;
  }

  boolean takesCalls() {
    return (state == State.RUNNING || state == State.STOPPED) && room.availablePermits() > 0;
  }

  synchronized void kill() {
    state = State.DOWN;
    end(server());
  }

  private void end(Server process) {
    process.kill();
    absences.killed(
        process.pid(), Instant.now()); // only now is it sure that nothing begins any more
  }

  synchronized void stop() throws IOException, InterruptedException {
    state = State.STOPPED;
    stoppedAt = Instant.now();
    server().suspend();
  }

  synchronized void goOn() throws IOException, InterruptedException {
    if (state == State.STOPPED) {
      server().resume();
      absences.stopped(server().pid(), stoppedAt, Instant.now());
      state = State.RUNNING;
    }
  }

  /** In order: what is under way is brought to an end. */
  synchronized void terminate() {
    state = State.CLOSED;
    server().terminate();
  }

  void awaitEnd() {
    server().awaitEnd();
  }

  /** By force: everything that it knows is thrown away besides. */
  @Override
  public synchronized void close() {
    state = State.CLOSED;
    if (server != null) {
      server().kill();
    }
  }

  @Override
  public String toString() {
    return "server " + number;
  }
}
