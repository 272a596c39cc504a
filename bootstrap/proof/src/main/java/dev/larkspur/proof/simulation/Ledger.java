package dev.larkspur.proof.simulation;

import static dev.larkspur.proof.simulation.Scheduler.MILLI;
import static dev.larkspur.proof.simulation.Scheduler.MINUTE;
import static dev.larkspur.proof.simulation.Scheduler.SECOND;

import dev.larkspur.application.token.port.TokenRefresh.Answer;
import dev.larkspur.domain.identity.AppId;
import dev.larkspur.domain.token.Grant.Held;
import dev.larkspur.domain.token.Renewal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Counts presentations of refresh tokens as they were sent by us; what the network doubles counts
 * once. Follows each received pair until it is stored.
 */
final class Ledger {
  /** The slots of a batch lie in so long a time; a call is held against the last of them. */
  private static final long BATCH = 100 * MILLI;

  /** From the look at the clock to the call, to be held against the budget. */
  private static final long PROMPT = 10 * MILLI;

  private record Sender(Life by, String token) {}

  private record Attempted(boolean probe, Held grant, Coroutine by, long permitAt) {}

  /** One presentation. */
  static final class Presentation {
    private final Attempted attempt;
    private boolean turnedAway;

    private Presentation(Attempted attempt) {
      this.attempt = attempt;
    }
  }

  private record Received(Held grant, Coroutine by) {}

  private final World world;
  private final Map<Sender, Deque<Attempted>> toPresent = new HashMap<>();
  private final Map<String, List<Presentation>> presented = new HashMap<>();
  private final Map<String, Received> notStored = new LinkedHashMap<>();
  private final Map<AppId, Deque<Long>> calls = new HashMap<>();

  Ledger(World world) {
    this.world = world;
  }

  /** An attempt is written down. */
  void begun(Held grant) {
    var current = world.scheduler().current();
    if (current != null) {
      var probe = grant.renewal() instanceof Renewal.Probed;
      toPresent
          .computeIfAbsent(new Sender(current.owner(), token(grant)), _ -> new ArrayDeque<>())
          .add(new Attempted(probe, grant, current, current.permitAt(grant.person().app())));
    }
  }

  private static String token(Held grant) {
    var refresh = grant.pair().refresh();
    return refresh == null ? "none" : refresh.value().reveal();
  }

  /** The first to be told of a presentation: before it is sent. Null: it is against the rules. */
  @Nullable Presentation presents(String token) {
    var attempt = attempt(token);
    if (attempt == null) {
      world.checks().broken(token + " is presented and that was not written down before");
      return null;
    }
    var all = presented.computeIfAbsent(token, _ -> new ArrayList<>());
    for (var other : all) {
      if (!other.turnedAway && other.attempt.probe == attempt.probe) {
        world
            .checks()
            .broken(token + (attempt.probe ? " is probed" : " is presented") + " a second time");
      }
    }
    var presentation = new Presentation(attempt);
    all.add(presentation);
    spend(attempt);
    return presentation;
  }

  /** The newest that this coroutine began or the one that started it, else any of its process. */
  private @Nullable Attempted attempt(String token) {
    var current = world.scheduler().current();
    var attempts = current == null ? null : toPresent.get(new Sender(current.owner(), token));
    if (attempts == null || attempts.isEmpty()) {
      return null;
    }
    var newest = attempts.getLast();
    for (var attempt : attempts.reversed()) {
      if (isBegunBy(attempt, current)) {
        newest = attempt;
        break;
      }
    }
    // those of its kind before it were left unsent, because their turn did not come
    boolean probe = newest.probe;
    attempts.removeIf(attempt -> attempt.probe == probe);
    return newest;
  }

  private static boolean isBegunBy(Attempted attempt, @Nullable Coroutine current) {
    for (var by = current; by != null; by = by.parent()) {
      if (attempt.by.equals(by)) {
        return true;
      }
    }
    return false;
  }

  private void spend(Attempted attempt) {
    long now = world.scheduler().now();
    var current = world.scheduler().current();
    var app = attempt.grant.person().app();
    long permitAt = newestPermit(current, app, attempt.permitAt);
    if (current == null || permitAt == Scheduler.NEVER) {
      world.checks().broken("the platform is called without a permit");
    } else if (current.clockReadAt() - permitAt > late()) {
      world.checks().broken("the platform is called with a permit that was over");
    } else if (now - current.clockReadAt() <= PROMPT) { // what is between them can take any time
      var times = calls.computeIfAbsent(app, _ -> new ArrayDeque<>());
      times.add(now);
      while (times.element() < now - MINUTE) {
        times.remove();
      }
      keepWithin(SECOND, times, now);
      keepWithin(MINUTE, times, now);
    }
  }

  /** Who missed the turn that they had when they began took another one since. */
  private static long newestPermit(@Nullable Coroutine current, AppId app, long first) {
    long newest = first;
    for (var by = current; by != null; by = by.parent()) {
      long at = by.permitAt(app);
      if (at != Scheduler.NEVER && (newest == Scheduler.NEVER || at > newest)) {
        newest = at;
      }
    }
    return newest;
  }

  private long late() {
    return Scheduler.micros(world.setup().pace().goodFor());
  }

  private void keepWithin(long window, Deque<Long> times, long now) {
    var pace = world.setup().pace();
    long most =
        pace.burst()
            + (window + late() + BATCH + PROMPT + world.clocksDifferBy())
                / Scheduler.micros(pace.interval());
    long count = times.stream().filter(t -> t > now - window).count();
    if (count > most) {
      world
          .checks()
          .broken(
              "%d calls in %d s, where the budget allows %d"
                  .formatted(count, window / SECOND, most));
    }
  }

  /** What its sender heard. */
  void answered(@Nullable Presentation presentation, Answer answer, @Nullable Coroutine by) {
    if (presentation == null || by == null) {
      return;
    }
    switch (answer) {
      case Answer.Next(var pair) ->
          notStored.put(pair.access().reveal(), new Received(presentation.attempt.grant, by));
      case Answer.TurnedAway _, Answer.Misconfigured _ -> presentation.turnedAway = true;
      case Answer.Refused _, Answer.Unknown _ -> {}
    }
  }

  /** The pair is the grant's, or among those to be revoked. */
  void stored(String access) {
    notStored.remove(access);
  }

  /**
   * Whose coroutine came to its end, that pair has to be stored, unless a newer consent outranked
   * it. A process that was killed took its pair with it.
   */
  void checkThatNoneWasLost() {
    notStored.forEach(
        (access, received) -> {
          var now = world.store().grant(received.grant.person());
          boolean outranked = now == null || !now.consent().equals(received.grant.consent());
          if (received.by.isDone() && !outranked) {
            world.checks().broken(access + " was received and is stored nowhere");
          }
        });
  }
}
