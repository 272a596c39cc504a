package dev.larkspur.embedded.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.DriverManager;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ThrowawayTest {
  @Test
  void each_is_its_own_and_leaves_nothing() throws Exception {
    Path data;
    try (var one = EmbeddedPostgres.throwaway();
        var two = EmbeddedPostgres.throwaway()) {
      assertThat(Sql.ask(one, "show fsync")).isEqualTo("off");
      data = Path.of(Sql.ask(one, "show data_directory"));
      assertThat(Sql.ask(two, "show data_directory")).isNotEqualTo(data.toString());
    }
    assertThat(data.resolve("../..").normalize()).doesNotExist();
  }

  @Test
  void it_makes_empty_databases() throws Exception {
    try (var postgres = EmbeddedPostgres.throwaway()) {
      var url = postgres.newDatabase("one_more");
      try (var connection =
          DriverManager.getConnection(url, postgres.user(), postgres.password())) {
        assertThat(connection.getCatalog()).isEqualTo("one_more");
      }
      assertThatThrownBy(() -> postgres.newDatabase("x; drop"))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void what_a_killed_run_left_is_swept() throws Exception {
    var home = Throwaway.home(Account.current());
    try (var other = OtherJvm.running(Storing.class, home)) {
      other.untilReady();
    }
    var postmaster = Files.readAllLines(home.resolve("postgres/data/postmaster.pid")).getFirst();
    Files.setLastModifiedTime(home, FileTime.from(Instant.now().minusSeconds(3600)));
    EmbeddedPostgres.throwaway().close();
    assertThat(home).doesNotExist();
    var left = ProcessHandle.of(Long.parseLong(postmaster));
    if (left.isPresent()) { // told to stop, but perhaps not reaped yet
      left.get().onExit().get(20, TimeUnit.SECONDS);
    }
  }
}
