package dev.larkspur.application.people;

import dev.larkspur.application.people.port.ProfileWalks.Passed;
import dev.larkspur.domain.identity.OpenId;
import dev.larkspur.domain.identity.Person;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How far this instance has come on a walk through an app's people. For one thread. */
final class ProfileWalk {
  private final Deque<Person> page = new ArrayDeque<>();
  private Instant heldUntil;
  private @Nullable OpenId after;
  private int unansweredInARow;

  ProfileWalk(Instant heldUntil) {
    this.heldUntil = heldUntil;
  }

  Instant heldUntil() {
    return heldUntil;
  }

  void holdUntil(Instant time) {
    heldUntil = time;
  }

  /** Half of the turn is over. */
  boolean isToBeKept(Instant now, Duration turn) {
    return Duration.between(now, heldUntil).compareTo(turn.dividedBy(2)) < 0;
  }

  boolean isAtEndOfPage() {
    return page.isEmpty();
  }

  /** Passes by those for whom there is nothing to do. */
  void turnTo(List<Passed> next) {
    next.stream().filter(Passed::due).map(Passed::person).forEach(page::add);
    after = next.getLast().person().openId();
  }

  /** Where the page ends; null: there was none yet. */
  @Nullable OpenId after() {
    return after;
  }

  /** For whom there is something to do; null: for nobody else on this page. */
  @Nullable Person next() {
    return page.poll();
  }

  void answered() {
    unansweredInARow = 0;
  }

  /** How many in a row were not answered. */
  int unanswered() {
    return ++unansweredInARow;
  }
}
