package dev.larkspur.embedded.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EmbeddedPostgresTest {
  private Path folder;
  private Path home;

  @BeforeEach
  void a_folder_that_any_user_can_enter() throws IOException {
    folder = Files.createTempDirectory("larkspur-test-").toRealPath();
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    home = folder.resolve("a home's");
    var shared = Binaries.in(Throwaway.programs(Account.current()));
    var place = Folders.open(home.resolve("postgres"), "rwxr-xr-x");
    Files.createSymbolicLink(place.resolve(Binaries.version()), shared.folder()); // saves seconds
  }

  @AfterEach
  void clean() throws IOException {
    Folders.delete(folder);
  }

  @Test
  void it_answers_and_waits_for_the_disk() throws Exception {
    try (var postgres = EmbeddedPostgres.start(folder.resolve("a/fresh/home"))) {
      assertThat(Sql.ask(postgres, "select version()")).startsWith("PostgreSQL 18.");
      for (var setting : new String[] {"fsync", "synchronous_commit", "full_page_writes"}) {
        assertThat(Sql.ask(postgres, "show " + setting)).as(setting).isEqualTo("on");
      }
      assertThat(Sql.ask(postgres, "show max_connections")).isEqualTo("200");
      assertThat(Sql.ask(postgres, "show listen_addresses")).isEqualTo("127.0.0.1");
      assertThat(Sql.ask(postgres, "show unix_socket_directories")).isEmpty();
      assertThat(Sql.ask(postgres, "show server_encoding")).isEqualTo("UTF8");
    }
  }

  @Test
  void it_asks_for_the_password_that_only_we_can_read() throws Exception {
    try (var postgres = EmbeddedPostgres.start(home)) {
      var file = home.resolve("postgres-password");
      assertThat(file).hasContent(postgres.password());
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
      assertThat(postgres.toString()).doesNotContain(postgres.password());
      assertThatThrownBy(
              () -> DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), "guess"))
          .hasMessageContaining("password authentication failed");
      assertThat(Sql.ask(postgres, "select rolpassword from pg_authid where rolname = 'larkspur'"))
          .startsWith("SCRAM-SHA-256");
    }
  }

  @Test
  void data_and_port_stay_over_a_restart() throws Exception {
    String url;
    try (var postgres = EmbeddedPostgres.start(home)) {
      url = postgres.jdbcUrl();
      store(postgres);
    }
    try (var postgres = EmbeddedPostgres.start(home)) {
      assertThat(postgres.jdbcUrl()).isEqualTo(url);
      assertStored(postgres);
    }
  }

  @Test
  void a_port_that_is_taken_meanwhile_is_replaced() throws Exception {
    int port;
    try (var postgres = EmbeddedPostgres.start(home)) {
      port = port(postgres);
    }
    try (var _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
        var postgres = EmbeddedPostgres.start(home)) {
      assertThat(port(postgres)).isNotEqualTo(port);
      assertThat(Sql.ask(postgres, "select 1")).isEqualTo("1");
    }
  }

  @Test
  void data_survives_kill_9_of_our_jvm_and_its_postgres_is_stopped_first() throws Exception {
    long orphan;
    try (var other = OtherJvm.running(Storing.class, home)) {
      other.untilReady();
      orphan = postmaster();
    }
    assertThat(ProcessHandle.of(orphan)).isPresent();
    try (var postgres = EmbeddedPostgres.start(home)) {
      assertStored(postgres);
      assertThat(postmaster()).isNotEqualTo(orphan);
    }
  }

  @Test
  void data_survives_kill_9_of_postgres() throws Exception {
    try (var postgres = EmbeddedPostgres.start(home)) {
      store(postgres);
      ProcessHandle.of(postmaster()).orElseThrow().destroyForcibly();
    }
    try (var postgres = EmbeddedPostgres.start(home)) {
      assertStored(postgres);
    }
  }

  @Test
  void the_number_of_a_stranger_in_the_pid_file_is_no_obstacle() throws Exception {
    EmbeddedPostgres.start(home).close();
    var pidFile = data().resolve("postmaster.pid");
    var dead = new ProcessBuilder("true").start();
    dead.onExit().join();
    for (var stranger : List.of(ProcessHandle.current().pid(), dead.pid())) {
      Files.writeString(pidFile, stranger + "\n" + data() + "\n");
      try (var postgres = EmbeddedPostgres.start(home)) {
        assertThat(Sql.ask(postgres, "select 1")).isEqualTo("1");
      }
    }
  }

  @Test
  void a_second_user_of_a_home_is_refused() throws Exception {
    try (var postgres = EmbeddedPostgres.start(home)) {
      assertRefused("Another Larkspur is using this folder: " + home);
      assertThat(Sql.ask(postgres, "select 1")).isEqualTo("1");
    }
    try (var other = OtherJvm.running(Storing.class, home)) {
      other.untilReady();
      assertRefused("Another Larkspur is using this folder: " + home);
    }
    try (var postgres = EmbeddedPostgres.start(home)) {
      assertStored(postgres);
    }
  }

  @Test
  void neither_unshare_nor_setpriv_is_indispensable() throws Exception {
    var path = OtherJvm.pathWithBroken(folder, "unshare", "setpriv");
    try (var other = OtherJvm.running(Storing.class, home, path)) {
      other.untilReady();
    }
    path = OtherJvm.pathWithBroken(folder, "runuser");
    try (var other = OtherJvm.running(Storing.class, folder.resolve("other"), path)) {
      other.untilReady();
    }
    try (var postgres = EmbeddedPostgres.start(home)) {
      assertStored(postgres);
    }
    try (var postgres = EmbeddedPostgres.start(folder.resolve("other"))) {
      assertStored(postgres);
    }
  }

  @Test
  void a_home_that_its_account_cannot_reach_is_served_from_a_folder_of_the_system()
      throws Exception {
    var closed = Files.createDirectory(folder.resolve("closed"));
    Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
    home = closed.resolve("home");
    try (var postgres = EmbeddedPostgres.start(home)) {
      store(postgres);
    }
    try (var postgres = EmbeddedPostgres.start(home)) {
      assertStored(postgres);
    }
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(closed)))
        .isEqualTo("rwx------");
    if (!Account.current().isOther()) {
      assertThat(home.resolve("postgres/data"))
          .isDirectory(); // an ordinary user reaches its own folder
      return;
    }
    assertThat(home.resolve("postgres/data")).doesNotExist();
    var place = Path.of(Files.readString(home.resolve("postgres-location")).strip());
    try {
      assertThat(place.resolve("data")).isDirectory();
      Folders.delete(home);
      try (var postgres = EmbeddedPostgres.start(home)) { // a new home of the same name begins anew
        assertThat(Sql.ask(postgres, "select to_regclass('kept')")).isNull();
      }
      Folders.delete(place);
      assertRefused("but it is gone");
    } finally {
      Folders.delete(place);
    }
  }

  @Test
  void data_without_its_password_or_of_another_version_is_refused() throws Exception {
    EmbeddedPostgres.start(home).close();
    Files.move(home.resolve("postgres-password"), folder.resolve("password"));
    assertRefused("its password is missing");
    Files.move(folder.resolve("password"), home.resolve("postgres-password"));
    Files.writeString(data().resolve("PG_VERSION"), "17\n");
    assertRefused("was made by PostgreSQL 17");
    Files.writeString(data().resolve("PG_VERSION"), "18\n");
    EmbeddedPostgres.start(home).close();
  }

  @Test
  void a_name_that_its_programs_would_mistake_is_refused() {
    home = folder.resolve("$HOME");
    assertRefused("Choose another LARKSPUR_HOME");
  }

  private void assertRefused(String reason) {
    assertThatThrownBy(() -> EmbeddedPostgres.start(home))
        .isInstanceOf(EmbeddedPostgresException.class)
        .hasMessageContaining(reason);
  }

  private static void store(EmbeddedPostgres postgres) throws SQLException {
    Sql.run(postgres, "create table kept (word text)");
    Sql.run(postgres, "insert into kept values ('kept')");
  }

  private static void assertStored(EmbeddedPostgres postgres) throws SQLException {
    assertThat(Sql.ask(postgres, "select word from kept")).isEqualTo("kept");
  }

  private Path data() {
    return home.resolve("postgres/data");
  }

  private long postmaster() throws IOException {
    return Long.parseLong(Files.readAllLines(data().resolve("postmaster.pid")).getFirst());
  }

  private static int port(EmbeddedPostgres postgres) {
    return URI.create(postgres.jdbcUrl().substring("jdbc:".length())).getPort();
  }
}
