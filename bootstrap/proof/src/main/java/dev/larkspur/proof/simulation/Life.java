package dev.larkspur.proof.simulation;

import java.time.Instant;
import java.time.InstantSource;

/** One process of an instance, from its start until it is killed. */
final class Life implements InstantSource {
  private final String name;
  private final Scheduler scheduler;
  private final long clockIsOffBy;
  private boolean dead;
  private long frozenUntil;

  Life(String name, Scheduler scheduler, long clockIsOffBy) {
    this.name = name;
    this.scheduler = scheduler;
    this.clockIsOffBy = clockIsOffBy;
  }

  String name() {
    return name;
  }

  /** By its own clock. */
  @Override
  public Instant instant() {
    var reader = scheduler.current();
    if (reader != null) {
      reader.readsClock(scheduler.now());
    }
    return Scheduler.instant(scheduler.now() + clockIsOffBy);
  }

  /** When its clock showed that. */
  long timeOf(Instant shown) {
    return Scheduler.time(shown) - clockIsOffBy;
  }

  boolean isDead() {
    return dead;
  }

  void die() {
    dead = true;
  }

  /** Nothing of it runs before then, whatever happens to it meanwhile. */
  void freezeUntil(long time) {
    frozenUntil = Math.max(frozenUntil, time);
  }

  long frozenUntil() {
    return frozenUntil;
  }

  @Override
  public String toString() {
    return name;
  }
}
