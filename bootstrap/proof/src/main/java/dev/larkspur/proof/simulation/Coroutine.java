package dev.larkspur.proof.simulation;

import dev.larkspur.domain.identity.AppId;
import java.util.HashMap;
import java.util.Map;
import jdk.internal.vm.Continuation;
import jdk.internal.vm.ContinuationScope;
import org.jspecify.annotations.Nullable;

/**
 * Work that stops where it is told to and goes on later, or never: one that is dropped is a process
 * that was killed, since not even its finally blocks run.
 */
final class Coroutine {
  /*
   * What virtual threads are made of, without their scheduler: a switch takes a tenth of a
   * microsecond, and nothing but the seed decides who goes on. The JDK does not export it, hence the
   * --add-exports of this module's build and of the launcher; nothing that is shipped depends on it.
   */
  private static final ContinuationScope SCOPE = new ContinuationScope("simulation");

  private final Life owner;
  private final @Nullable Coroutine parent;
  private final String name;
  private final Continuation continuation;
  private final Map<AppId, Long> permits = new HashMap<>();
  private long clockReadAt;

  /**
   * @param parent that started it; null: nobody's work, but an event
   */
  Coroutine(Life owner, @Nullable Coroutine parent, String name, Runnable work) {
    this.owner = owner;
    this.parent = parent;
    this.name = name;
    this.continuation = new Continuation(SCOPE, work);
  }

  Life owner() {
    return owner;
  }

  @Nullable Coroutine parent() {
    return parent;
  }

  String name() {
    return name;
  }

  /** It was told the time. */
  void readsClock(long now) {
    clockReadAt = now;
  }

  long clockReadAt() {
    return clockReadAt;
  }

  /** It was given a permit to call the platform for the app. */
  void permitted(AppId app, long time) {
    permits.put(app, time);
  }

  /** Of the last permit that it was given for the app; {@link Scheduler#NEVER}: it has none. */
  long permitAt(AppId app) {
    return permits.getOrDefault(app, Scheduler.NEVER);
  }

  /** Runs on until it suspends itself or ends. */
  void resume() {
    continuation.run();
  }

  boolean isDone() {
    return continuation.isDone();
  }

  /** Of the coroutine that calls it. */
  static void suspend() {
    Continuation.yield(SCOPE); // throws where it cannot be suspended, as below a native frame
  }
}
