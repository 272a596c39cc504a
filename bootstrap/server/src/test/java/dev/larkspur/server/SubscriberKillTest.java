package dev.larkspur.server;

import static dev.larkspur.server.Play.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Two processes of an application that gets events, on one database. */
class SubscriberKillTest {
  private static final int EVENTS = 100;
  private static final Duration NEXT_DELIVERY = Duration.ofSeconds(16);

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  private Path folder;

  @Test
  void each_event_is_handled_once_and_what_a_killed_process_had_begun_by_the_other() {
    try (var play = Play.begin(Play.QUICK, 0);
        var doomed = start(play, "doomed", SubscribingMain.SLEEPY);
        var other = start(play, "other")) {
      play.sandbox().awaitConnections(2 * Play.CONNECTIONS, PATIENCE);

      play.sandbox().faults().deliverTwice(true);
      var all = IntStream.range(0, EVENTS).mapToObj(i -> "event-" + i).toList();
      all.forEach(which -> publish(play, which));
      Await.until(
          "all are handled", PATIENCE, () -> handled(doomed, other), n -> n.size() >= EVENTS);
      assertThat(handled(doomed, other)).containsExactlyInAnyOrderElementsOf(all);
      assertThat(handled(doomed)).isNotEmpty();
      assertThat(handled(other)).isNotEmpty();

      play.sandbox().faults().deliverTwice(false);
      var slow = begunByTheSleepy(play, doomed, other);
      doomed.kill();

      LockSupport.parkNanos(SubscribingMain.AT_MOST.plusMillis(500).toNanos());
      Await.until(
          "noticed by the platform",
          PATIENCE,
          () -> play.sandbox().events().counts().waiting(),
          waiting -> waiting > 0);
      play.sandbox().clock().advance(NEXT_DELIVERY);

      Await.until(
          "the other has handled it", PATIENCE, () -> handled(other), done -> done.contains(slow));
      assertThat(handled(doomed, other)).doesNotHaveDuplicates();
    }
  }

  private ServerProcess start(Play play, String name, String... options) {
    return ServerProcess.start(
        SubscribingMain.class, play.allSettings(), folder.resolve(name), options);
  }

  /** The platform chooses the connection, so it takes some tries. */
  private static String begunByTheSleepy(Play play, ServerProcess sleepy, ServerProcess other) {
    for (int i = 0; ; i++) {
      var which = "slow-" + i;
      publish(play, which);
      Await.until(
          "begun", PATIENCE, () -> lines("began ", sleepy, other).contains(which), begun -> begun);
      if (lines("began ", sleepy).contains(which)) {
        return which;
      }
    }
  }

  private static void publish(Play play, String which) {
    var content = JsonNodeFactory.instance.objectNode().put("which", which);
    play.sandbox().events().publish(play.sandbox().events().make(SubscribingMain.TYPE, content));
  }

  private static List<String> handled(ServerProcess... processes) {
    return lines("handled ", processes);
  }

  private static List<String> lines(String beginning, ServerProcess... processes) {
    var found = new ArrayList<String>();
    Stream.of(processes)
        .flatMap(process -> process.printed().lines())
        .filter(line -> line.startsWith(beginning))
        .forEach(line -> found.add(line.substring(beginning.length())));
    return found;
  }
}
