package dev.larkspur.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larkspur.sandbox.SandboxOptions;
import dev.larkspur.sandbox.chat.ShownCard;
import dev.larkspur.sandbox.world.SamplePerson;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/**
 * Two instances are replaced one after the other while people press buttons, by a platform that
 * goes on pushing to a connection that was told goodbye.
 */
class RollingRestartTest {
  private static final int PEOPLE = 120;
  private static final int FINGERS = 6;
  private static final Duration PACE = Duration.ofMillis(200); // so that it lasts for the restart
  private static final Duration SLOW = Duration.ofSeconds(8); // a slow machine is not the point
  private static final Duration LINGER = Duration.ofMillis(800);

  private record Waiting(SamplePerson person, ShownCard card) {}

  @Test
  void every_press_is_answered_or_works_at_the_next_tap() throws Exception {
    try (var play = Play.begin(SandboxOptions.defaults().withAckWithin(SLOW), 2)) {
      play.sandbox().faults().line().lingerOnClose(LINGER, true);
      var waiting = ask(play);
      var failed = new AtomicInteger();
      try (var side = Executors.newVirtualThreadPerTaskExecutor()) {
        var presses = new ArrayList<Future<?>>();
        for (int from = 0; from < FINGERS; from++) {
          var mine = from;
          presses.add(side.submit(() -> pressEach(play, waiting, mine, failed)));
        }
        play.replaceServer(0);
        play.replaceServer(1);
        for (var press : presses) {
          press.get();
        }
      }

      var words = play.sandbox().lines().lastWords();
      // what the platform sent before it heard the goodbye is answered, but for what crossed it
      assertThat(words.unansweredBeforeClose()).isLessThanOrEqualTo(2);
      assertThat(failed.get())
          .isEqualTo(
              words.pushedToClosing() - words.answeredOfThese() + words.unansweredBeforeClose());
      for (var each : waiting) {
        play.sandbox().awaitCard(each.card.messageId(), Play::hasLink, Play.PATIENCE);
      }
    }
  }

  private static List<Waiting> ask(Play play) {
    var people = play.sandbox().addPeople(PEOPLE);
    people.forEach(person -> play.calls().ask(person.openId()));
    var waiting = new ArrayList<Waiting>();
    for (var person : people) {
      var card = play.sandbox().awaitCard(person.openId(), Play.PATIENCE);
      waiting.add(new Waiting(person, card));
    }
    return waiting;
  }

  private static void pressEach(Play play, List<Waiting> waiting, int from, AtomicInteger failed) {
    for (int i = from; i < waiting.size(); i += FINGERS) {
      press(play, waiting.get(i), failed);
      LockSupport.parkNanos(PACE.toNanos());
    }
  }

  /** Taps until it works, as people do; each tap that fails was shown as the platform's error. */
  private static void press(Play play, Waiting each, AtomicInteger failed) {
    for (int tap = 0; ; tap++) {
      assertThat(tap).as("taps of %s", each.person.openId()).isLessThan(5);
      var result = play.sandbox().click(each.card.messageId(), each.person.openId(), "authorize");
      if (result.ok()) {
        return;
      }
      failed.incrementAndGet();
    }
  }
}
