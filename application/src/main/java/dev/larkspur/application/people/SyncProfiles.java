package dev.larkspur.application.people;

import dev.larkspur.application.Pause;
import dev.larkspur.application.people.port.ProfileWalks;
import dev.larkspur.application.token.port.Apps;
import dev.larkspur.application.token.port.PlatformUnavailable;
import dev.larkspur.domain.identity.AppId;
import dev.larkspur.domain.identity.Person;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Walks through everybody with a valid token, by the clock, and brings their profiles up to date:
 * one instance for each app, slowly, passing by whoever was asked for in the last hours. That is
 * also why an instance that takes over from one that died may begin at the beginning.
 */
public final class SyncProfiles {
  private static final Duration TURN = Duration.ofMinutes(2);
  private static final Duration RECENTLY = Duration.ofHours(6);
  private static final Duration REST = Duration.ofMillis(100);
  private static final Duration LONGEST_REST = Duration.ofSeconds(5);
  private static final int PAGE = 200;
  private static final int OUTAGE = 3;

  private final Apps apps;
  private final ProfileWalks walks;
  private final UpdateProfile update;
  private final UnaryOperator<Instant> schedule;
  private final Pause pause;
  private final InstantSource clock;
  private final Map<AppId, ProfileWalk> mine = new HashMap<>();

  /**
   * @param schedule tells when, after a time, the next walk is to begin
   */
  public SyncProfiles(
      Apps apps,
      ProfileWalks walks,
      UpdateProfile update,
      UnaryOperator<Instant> schedule,
      Pause pause,
      InstantSource clock) {
    this.apps = apps;
    this.walks = walks;
    this.update = update;
    this.schedule = schedule;
    this.pause = pause;
    this.clock = clock;
  }

  /**
   * One step of each app's walk, if this instance makes it; so that it can be stopped in between.
   *
   * @return whether there is more to do at once
   */
  public boolean handle() {
    for (var app : apps.all()) {
      walk(app.id()).ifPresent(walk -> step(app.id(), walk));
    }
    return !mine.isEmpty();
  }

  private Optional<ProfileWalk> walk(AppId app) {
    var going = mine.get(app);
    return going == null ? begun(app) : Optional.of(going);
  }

  private Optional<ProfileWalk> begun(AppId app) {
    var now = clock.instant();
    walks.plan(app, schedule.apply(now));
    if (!walks.take(app, now, now.plus(TURN))) {
      return Optional.empty();
    }
    var walk = new ProfileWalk(now.plus(TURN));
    mine.put(app, walk);
    return Optional.of(walk);
  }

  private void step(AppId app, ProfileWalk walk) {
    var now = clock.instant();
    if (walk.isToBeKept(now, TURN) && !keep(app, walk, now.plus(TURN))) {
      return;
    }
    if (walk.isAtEndOfPage()) {
      var page = walks.next(app, walk.after(), now, now.minus(RECENTLY), PAGE);
      if (page.isEmpty()) {
        end(app, walk);
        return;
      }
      walk.turnTo(page);
    }
    var next = walk.next();
    if (next != null && isOut(next, walk)) {
      end(app, walk);
    }
  }

  private void end(AppId app, ProfileWalk walk) {
    keep(app, walk, schedule.apply(clock.instant()));
    mine.remove(app);
  }

  private boolean keep(AppId app, ProfileWalk walk, Instant until) {
    boolean kept = walks.keep(app, walk.heldUntil(), until);
    if (kept) {
      walk.holdUntil(until);
    } else {
      mine.remove(app);
    }
    return kept;
  }

  /** Whether the platform is out of order, so that the rest is left to the next walk. */
  private boolean isOut(Person next, ProfileWalk walk) {
    try {
      if (update.handle(next, RECENTLY)) {
        walk.answered();
        pause.sleep(REST);
      }
      return false;
    } catch (PlatformUnavailable e) {
      pause.sleep(rest(e.waitAtLeast()));
      return walk.unanswered() >= OUTAGE;
    }
  }

  private static Duration rest(Duration wished) {
    var atLeast = wished.compareTo(REST) < 0 ? REST : wished;
    return atLeast.compareTo(LONGEST_REST) > 0 ? LONGEST_REST : atLeast;
  }
}
