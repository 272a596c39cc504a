package dev.larkspur.benchmarks.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larkspur.benchmarks.Stage;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** {@code ./larkspur chaos} for three quarters of a minute. */
class ChaosTest {
  private static final Wish SHORT = new Wish(Duration.ofSeconds(48), 1, 40, Duration.ofSeconds(20));

  @Test
  void every_promise_is_kept_while_servers_and_the_database_are_killed() throws Exception {
    try (var stage = Stage.open()) {
      var table = Chaos.run(SHORT, stage);
      System.out.println(table);
      if (!table.holds()) {
        stage.keepFolder();
        System.out.println("Logs and database are kept in " + stage.folder());
      }
      assertThat(table.broken()).isEmpty();
    }
  }
}
