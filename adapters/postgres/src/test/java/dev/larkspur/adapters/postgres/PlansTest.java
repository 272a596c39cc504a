package dev.larkspur.adapters.postgres;

import static dev.larkspur.application.Cast.APP;
import static dev.larkspur.application.Cast.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.larkspur.application.MutableClock;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is asked again and again stays cheap, however many sessions there have been. */
class PlansTest {
  private static final Database DATABASE = Database.fresh("plans");
  private static final int SETTLED = 100_000;

  @BeforeAll
  static void aLongHistory() {
    Instance.on(DATABASE, new MutableClock(NOON)).close();
    DATABASE.execute(
        """
        insert into larkspur.auth_session (
          id, version, state, app_id, open_id, method, scopes, nonce, card_to_kind, card_to_id,
          card_detail, requested_by, created_at, settled_at)
        select gen_random_uuid(), 3, 'EXPIRED', '%1$s', 'ou_' || n, 'WEBSOCKET_CARD', '{a}', '',
          'OPEN_ID', 'ou_' || n, 'DETAILED', gen_random_uuid(), timestamptz '%2$s', timestamptz '%2$s'
        from generate_series(1, %3$d) n;

        insert into larkspur.session_card (session_id, shown, message_id)
        select id, 'EXPIRED', 'om_1' from larkspur.auth_session;

        insert into larkspur.auth_session (
          id, version, state, app_id, open_id, method, scopes, nonce, card_to_kind, card_to_id,
          card_detail, requested_by, created_at, expires_at)
        select gen_random_uuid(), 0, 'REQUESTED', '%1$s', 'ou_open_' || n, 'WEBSOCKET_CARD', '{a}',
          '', 'OPEN_ID', 'ou_' || n, 'DETAILED', gen_random_uuid(), timestamptz '%2$s',
          timestamptz '%2$s' + interval '10 minutes'
        from generate_series(1, 100) n;

        insert into larkspur.session_card (session_id, due_at)
        select id, timestamptz '%2$s' from larkspur.auth_session where settled_at is null limit 10;

        insert into larkspur.consent_poll (session_id, app_id, due_at, interval_ms, asked_at, ends_at)
        select id, app_id, timestamptz '%2$s', 5000, timestamptz '%2$s', timestamptz '%2$s'
        from larkspur.auth_session where settled_at is null limit 50;
        """
            .formatted(APP, NOON, SETTLED));
    DATABASE.execute("analyze");
  }

  @Test
  void the_sweep_reads_open_sessions_only() {
    assertThat(plan(AuthSessionRows.class, "findDue"))
        .contains("auth_session_due")
        .doesNotContain("Seq Scan");
  }

  @Test
  void a_look_for_cards_reads_those_that_lag_only() {
    assertThat(plan(SessionCardRows.class, "lockDue"))
        .contains("session_card_due")
        .doesNotContain("Seq Scan");
  }

  @Test
  void a_look_for_polls_reads_nothing_but_polls() {
    assertThat(plan(ConsentPollRows.class, "countDue"))
        .contains("consent_poll")
        .doesNotContain("auth_session");
    assertThat(plan(ConsentPollRows.class, "lockDue"))
        .contains("consent_poll")
        .doesNotContain("auth_session");
  }

  @Test
  void a_persons_open_session_is_found_by_its_index() {
    assertThat(plan(AuthSessionRows.class, "findOpen"))
        .contains("auth_session_one_open")
        .doesNotContain("Seq Scan");
  }

  @Test
  void a_batch_that_is_sealed_anew_is_read_along_the_primary_key() {
    var table =
        new SealedTable(
            "auth_session", List.of(new SealedTable.Key("id", "uuid")), List.of("nonce"));
    assertThat(explained(table.next(true), "'\\x0100000001'", "500"))
        .contains("auth_session_pkey")
        .doesNotContain("Seq Scan")
        .doesNotContain("Sort");
    var middle = "'80000000-0000-0000-0000-000000000000'";
    assertThat(explained(table.next(false), middle, "'\\x0100000001'", "500"))
        .contains("Index Cond: (id >")
        .doesNotContain("Seq Scan")
        .doesNotContain("Sort");
    assertThat(explained(table.replace("nonce"), "'\\x00'", middle, "'\\x00'"))
        .contains("Index Cond: (id =")
        .doesNotContain("Seq Scan");
  }

  private static String explained(String sql, String... arguments) {
    var told = sql;
    for (var argument : arguments) {
      told = told.replaceFirst("\\?", Matcher.quoteReplacement(argument));
    }
    return String.join("\n", DATABASE.query("explain " + told));
  }

  @Test
  void an_idle_tick_touches_a_handful_of_pages() {
    for (var query :
        new String[] {
          query(AuthSessionRows.class, "findDue"),
          query(SessionCardRows.class, "lockDue"),
          query(ConsentPollRows.class, "countDue")
        }) {
      var idle = query.replace(NOON.toString(), NOON.minusSeconds(1).toString());
      var plan = DATABASE.query("explain (analyze, buffers, timing off) " + idle).toString();
      var buffers = plan.replaceFirst("(?s).*?Buffers: shared [a-z]+=(\\d+).*", "$1");
      assertThat(Integer.parseInt(buffers)).as(plan).isLessThan(10);
    }
  }

  private static String plan(Class<?> rows, String method) {
    return String.join("\n", DATABASE.query("explain " + query(rows, method)));
  }

  /** The query of a repository's method, for the app of the history, at its time. */
  private static String query(Class<?> rows, String method) {
    var now = "timestamptz '" + NOON + "'";
    var values =
        Map.of(
            "now",
            now,
            "soon",
            now,
            "appId",
            "'" + APP + "'",
            "openId",
            "'ou_open_7'",
            "most",
            "50");
    return RepositoryQuery.of(rows, method).with(values);
  }
}
