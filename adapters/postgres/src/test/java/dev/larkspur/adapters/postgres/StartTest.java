package dev.larkspur.adapters.postgres;

import static dev.larkspur.application.Cast.ANN;
import static dev.larkspur.application.Cast.NOON;
import static dev.larkspur.application.Cast.requested;
import static dev.larkspur.application.authorization.port.AuthSessionsContract.open;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.larkspur.application.MutableClock;
import dev.larkspur.application.Race;
import dev.larkspur.application.authorization.port.AuthSessions;
import io.micronaut.context.ApplicationContext;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Starting on empty, used, shared and foreign databases, with good and bad settings. */
class StartTest {
  private static final MutableClock CLOCK = new MutableClock(NOON);
  private static final String OTHER_KEY = "YW5vdGhlci1tYXN0ZXIta2V5LW9mLTMyLWJ5dGVzISE=";

  @Test
  void a_second_start_reads_what_the_first_stored() {
    var database = Database.fresh("restart");
    var ann = requested(ANN);
    try (var first = Instance.on(database, CLOCK)) {
      open(first.stores().sessions(), ann);
    }
    try (var second = Instance.on(database, CLOCK)) {
      assertThat(second.stores().sessions().find(ann.id())).contains(ann);
    }
  }

  @Test
  void instances_that_start_at_once_on_an_empty_database_agree() throws Exception {
    var database = Database.fresh("first_starts");
    Queue<Instance> instances = new ConcurrentLinkedQueue<>();
    try {
      Race.of(4, () -> instances.add(Instance.on(database, CLOCK)));
      assertThat(instances).hasSize(4);
      var ann = requested(ANN);
      open(instances.peek().stores().sessions(), ann);
      assertThat(instances)
          .allSatisfy(i -> assertThat(i.stores().sessions().find(ann.id())).contains(ann));
    } finally {
      instances.forEach(Instance::close);
    }
  }

  @Test
  void another_master_key_stops_the_start_and_says_what_it_means() {
    var database = Database.fresh("wrong_key");
    Instance.on(database, CLOCK).close();
    assertThatThrownBy(() -> Instance.on(database, CLOCK, Map.of("larkspur.master-key", OTHER_KEY)))
        .hasMessageContaining("LARKSPUR_MASTER_KEY")
        .hasMessageContaining("is not the key of this database")
        .satisfies(e -> assertThat(everything(e)).doesNotContain(OTHER_KEY, Instance.MASTER_KEY));
  }

  private static String everything(Throwable e) {
    var text = new StringWriter();
    e.printStackTrace(new PrintWriter(text));
    return text.toString();
  }

  @ParameterizedTest
  @CsvSource({
    "'', is not set",
    "not base64!, is not base64",
    "c2hvcnQ=, has 5 bytes instead of 32",
  })
  void an_unusable_master_key_stops_the_start_and_is_not_shown(String key, String why) {
    var database = Database.fresh("unusable_key_" + key.length());
    assertThatThrownBy(() -> Instance.on(database, CLOCK, Map.of("larkspur.master-key", key)))
        .hasMessageContaining("LARKSPUR_MASTER_KEY")
        .hasMessageContaining(why);
  }

  @Test
  void what_a_host_has_in_the_same_database_is_left_alone() {
    var database = Database.fresh("shared");
    database.execute(
        """
        create table public.flyway_schema_history (installed_rank int primary key);
        create table public.schema_history (mine text);
        create table public.auth_session (mine text);
        create table public.grants (mine text);
        insert into public.auth_session values ('the host''s');
        create schema crm;
        create table crm.audit (mine text);
        alter role larkspur in database shared set search_path = crm, public;
        """);
    try (var instance = Instance.on(database, CLOCK)) {
      var ann = requested(ANN);
      open(instance.stores().sessions(), ann);
      assertThat(instance.stores().sessions().findOpen(ANN)).contains(ann);
    }
    assertThat(database.query("select mine from public.auth_session"))
        .containsExactly("the host's");
    assertThat(
            database.query(
                "select schemaname || '.' || tablename from pg_tables"
                    + " where schemaname in ('public', 'crm') order by 1"))
        .containsExactly(
            "crm.audit",
            "public.auth_session",
            "public.flyway_schema_history",
            "public.grants",
            "public.schema_history");
    assertThat(database.query("select count(*) from crm.audit")).containsExactly("0");
  }

  @Test
  void a_schema_that_an_administrator_made_beforehand_is_used() {
    var database = Database.fresh("prepared");
    database.execute("create schema larkspur");
    try (var instance = Instance.on(database, CLOCK)) {
      assertThat(instance.stores().sessions().findOpen(ANN)).isEmpty();
    }
  }

  @Test
  void enabled_without_a_datasource_there_is_nothing() {
    var settings = Map.<String, Object>of("larkspur.enabled", true);
    try (var context = ApplicationContext.builder().properties(settings).start()) {
      assertThat(context.findBean(AuthSessions.class)).isEmpty();
    }
  }

  @Test
  void a_datasource_of_that_name_is_not_touched_unless_enabled() {
    var database = Database.fresh("not_enabled");
    try (var instance = Instance.on(database, CLOCK, Map.of("larkspur.enabled", false))) {
      assertThat(instance.context().findBean(AuthSessions.class)).isEmpty();
    }
    assertThat(database.query("select 1 from pg_namespace where nspname = 'larkspur'")).isEmpty();
  }
}
