package dev.larkspur.adapters.postgres;

import static dev.larkspur.application.Cast.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.larkspur.application.MutableClock;
import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import io.micronaut.inject.qualifiers.Qualifiers;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/**
 * Neither an instance that was stopped nor a database that vanished holds up the others for ever.
 */
class ConnectionLimitsTest {
  private static final MutableClock CLOCK = new MutableClock(NOON);

  private static Connection pooled(Instance instance) throws SQLException {
    var bean =
        instance.context().getBean(DataSource.class, Qualifiers.byName(Migrations.DATASOURCE));
    return DelegatingDataSource.unwrapDataSource(bean).getConnection();
  }

  private static Database with(Database database, String parameters) {
    return new Database(database.url() + "?" + parameters);
  }

  private static String told(Connection connection, String setting) throws SQLException {
    try (var statement = connection.createStatement();
        var found = statement.executeQuery("show " + setting)) {
      found.next();
      return found.getString(1);
    }
  }

  @Test
  void every_pooled_connection_has_them_after_a_migration_too() throws SQLException {
    try (var instance = Instance.on(Database.fresh("limits"), CLOCK)) {
      var all = new ArrayList<Connection>();
      for (int i = 0; i < 7; i++) { // the whole pool but the one of the feed of changes
        all.add(pooled(instance));
      }
      for (var connection : all) {
        assertThat(told(connection, "idle_in_transaction_session_timeout")).isEqualTo("15s");
        assertThat(told(connection, "lock_timeout")).isEqualTo("5s");
        assertThat(connection.getNetworkTimeout()).isEqualTo(60_000);
        connection.close();
      }
    }
  }

  @Test
  void the_url_outranks_them() throws SQLException {
    var database =
        with(
            Database.fresh("own_limits"),
            "socketTimeout=7&options=-c%20lock_timeout=2s%20-c%20statement_timeout=9s");
    try (var instance = Instance.on(database, CLOCK);
        var connection = pooled(instance)) {
      assertThat(told(connection, "lock_timeout")).isEqualTo("2s");
      assertThat(told(connection, "statement_timeout")).isEqualTo("9s");
      assertThat(told(connection, "idle_in_transaction_session_timeout")).isEqualTo("0");
      assertThat(connection.getNetworkTimeout()).isEqualTo(7_000);
    }
  }

  @Test
  void one_that_is_stopped_with_the_budgets_row_in_hand_loses_it() throws SQLException {
    var database = Database.fresh("stopped_with_a_lock");
    var hasty = with(database, "options=-c%20idle_in_transaction_session_timeout=500ms");
    try (var instance = Instance.on(hasty, CLOCK);
        var stopped = pooled(instance)) {
      database.execute("insert into larkspur.token_budget (app_id) values ('cli_1')");
      stopped.setAutoCommit(false);
      try (var statement = stopped.createStatement()) {
        statement.execute("select * from larkspur.token_budget for update");
        database.execute(
            "set lock_timeout = '10s'; update larkspur.token_budget set seen_at = now()");
        assertThatThrownBy(() -> statement.execute("select 1")).isInstanceOf(SQLException.class);
      }
    }
  }

  @Test
  void a_migration_waits_for_longer_than_that() throws Exception {
    var database = Database.fresh("slow_migration");
    var hasty =
        with(
            database,
            "socketTimeout=1&options=-c%20lock_timeout=100ms"
                + "%20-c%20idle_in_transaction_session_timeout=100ms");
    try (var other = database.connect();
        var statement = other.createStatement();
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      other.setAutoCommit(false);
      statement.execute("create schema larkspur"); // the migration waits for what becomes of it
      var gone =
          threads.submit(
              () -> {
                statement.execute("select pg_sleep(2.5)");
                other.rollback();
                return true;
              });
      try (var instance = Instance.on(hasty, CLOCK)) {
        assertThat(instance.stores().grants()).isNotNull();
      }
      assertThat(gone.get()).isTrue();
    }
    assertThat(database.query("select count(*) from larkspur.schema_history where not success"))
        .isEqualTo(List.of("0"));
  }

  @Test
  void what_reads_whole_tables_has_time_and_gives_the_connection_back_as_it_was()
      throws SQLException {
    var one = Database.fresh("whole_tables");
    try (var instance = Instance.on(one, CLOCK)) {
      try (var connection = UnhurriedDataSource.forWholeTables(pooled(instance))) {
        assertThat(connection.getNetworkTimeout()).isEqualTo(Duration.ofMinutes(30).toMillis());
      }
      try (var connection = pooled(instance)) {
        assertThat(connection.getNetworkTimeout()).isEqualTo(60_000);
      }
      assertThat(instance.context().getBean(SealedTables.class).counts()).isNotNull();
    }
  }
}
