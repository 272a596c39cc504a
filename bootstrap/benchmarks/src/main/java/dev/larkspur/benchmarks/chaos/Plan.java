package dev.larkspur.benchmarks.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * What is done to the servers, the database and the platform, and when: all of it by the seed.
 *
 * <p>Acts are dealt like cards, so that a short run has some of each kind. Two servers at least are
 * always left alone.
 */
record Plan(List<Step> steps) {
  /**
   * @param at from the beginning of the run
   */
  record Step(Duration at, Act act) {}

  private enum Kind {
    KILL(true),
    STOP(true),
    RESTART(false),
    CRASH(false),
    OUTAGE(false);

    private final boolean takesServer;

    Kind(boolean takesServer) {
      this.takesServer = takesServer;
    }
  }

  private static final List<Kind> DECK =
      List.of(
          Kind.KILL,
          Kind.KILL,
          Kind.KILL,
          Kind.STOP,
          Kind.STOP,
          Kind.RESTART,
          Kind.CRASH,
          Kind.OUTAGE);

  /** What a server was at when it fell asleep is over by then, and others have gone on. */
  private static final int LONG_SLEEP = Setting.ATTEMPT_SECONDS + 10;

  private static final Duration START = Duration.ofSeconds(15); // of a server, when much goes on

  static Plan of(long seed, Duration run) {
    return new Dealer(new Random(seed), run).deal();
  }

  private static final class Dealer {
    private final Random random;
    private final Duration run;
    private final List<Step> steps = new ArrayList<>();
    private final List<Kind> deck = new ArrayList<>();
    private final Duration[] awayUntil = new Duration[Fleet.SIZE];

    Dealer(Random random, Duration run) {
      this.random = random;
      this.run = run;
      Arrays.fill(awayUntil, Duration.ZERO);
    }

    Plan deal() {
      sleep(random.nextInt(Fleet.SIZE), seconds(1, 1), Duration.ofSeconds(LONG_SLEEP));
      for (var at = seconds(3, 6); at.compareTo(run) < 0; at = at.plus(seconds(3, 7))) {
        deal(at);
      }
      return new Plan(List.copyOf(steps));
    }

    private void deal(Duration at) {
      if (deck.isEmpty()) {
        deck.addAll(DECK);
        Collections.shuffle(deck, random);
      }
      int server = awake(at);
      var next = deck.stream().filter(kind -> server >= 0 || !kind.takesServer).findFirst();
      next.ifPresent(
          kind -> {
            deck.remove(kind);
            deal(kind, server, at);
          });
    }

    private void deal(Kind kind, int server, Duration at) {
      switch (kind) {
        case KILL -> kill(server, at, seconds(0, 3));
        case STOP ->
            sleep(server, at, random.nextInt(4) == 0 ? seconds(LONG_SLEEP, 100) : seconds(6, 15));
        case RESTART -> add(at, new Act.RestartDatabase(false, seconds(0, 2)));
        case CRASH -> add(at, new Act.RestartDatabase(true, seconds(0, 4)));
        case OUTAGE -> add(at, new Act.Outage(seconds(2, 5)));
      }
    }

    private void kill(int server, Duration at, Duration away) {
      awayUntil[server] = at.plus(away).plus(START);
      add(at, new Act.Kill(server, away));
    }

    private void sleep(int server, Duration at, Duration asleep) {
      var left = run.minus(at);
      var sleep = asleep.compareTo(left) < 0 ? asleep : left;
      awayUntil[server] = at.plus(sleep);
      add(at, new Act.Stop(server, sleep));
    }

    /** One that may be taken away; -1: none. */
    private int awake(Duration at) {
      var awake = new ArrayList<Integer>();
      for (int server = 0; server < Fleet.SIZE; server++) {
        if (awayUntil[server].compareTo(at) <= 0) {
          awake.add(server);
        }
      }
      return awake.size() <= Fleet.SIZE / 2 ? -1 : awake.get(random.nextInt(awake.size()));
    }

    private void add(Duration at, Act act) {
      steps.add(new Step(at, act));
    }

    private Duration seconds(int least, int most) {
      return Duration.ofMillis(random.nextInt(least * 1000, most * 1000 + 1));
    }
  }
}
