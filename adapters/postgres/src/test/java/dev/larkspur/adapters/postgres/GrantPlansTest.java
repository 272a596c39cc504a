package dev.larkspur.adapters.postgres;

import static dev.larkspur.application.Cast.APP;
import static dev.larkspur.application.Cast.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.larkspur.application.MutableClock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is done with grants costs the same, however many there are. */
class GrantPlansTest {
  private static final Database DATABASE = Database.fresh("grant_plans");
  private static final int GRANTS = 100_000;

  @BeforeAll
  static void manyGrants() {
    Instance.on(DATABASE, new MutableClock(NOON)).close();
    DATABASE.execute(
        """
        insert into larkspur.grants (
          app_id, open_id, epoch, consent_session, consented_at, access_token, refresh_token,
          issued_at, expires_at, refresh_expires_at, scopes, wanted, due_at, deadline, ask_at)
        select '%1$s', 'ou_' || n, 7, gen_random_uuid(), timestamptz '%2$s', 'a', 'r',
          timestamptz '%2$s', timestamptz '%2$s', timestamptz '%2$s', '{a}', n %% 2 = 0,
          timestamptz '%2$s' + (n - 100) * interval '1 second',
          timestamptz '%2$s' + n * interval '1 second',
          case when n <= 10 then timestamptz '%2$s' end
        from generate_series(1, %3$d) n;

        insert into larkspur.renewal_attempt (id, app_id, open_id, epoch, kind, owner, started_at)
        select gen_random_uuid(), '%1$s', 'ou_' || n, 7, 'FIRST', 'me', timestamptz '%2$s'
        from generate_series(1, %3$d) n;

        insert into larkspur.revocation (
          id, app_id, open_id, access_token, issued_at, expires_at, scopes, due_at, since)
        select gen_random_uuid(), '%1$s', 'ou_' || n, 'a', timestamptz '%2$s', timestamptz '%2$s', '{a}',
          timestamptz '%2$s' + (n - 10) * interval '1 second', timestamptz '%2$s'
        from generate_series(1, %3$d) n;

        insert into larkspur.app_user (app_id, open_id, tenant_key, name, updated_at)
        select '%1$s', 'ou_' || n, 't', 'n', timestamptz '%2$s' from generate_series(1, %3$d) n;
        """
            .formatted(APP, NOON, GRANTS));
    DATABASE.execute("vacuum analyze");
  }

  static Stream<Arguments> statements() {
    return Stream.of(
        Arguments.of(GrantRows.class, "find", "grants_pkey"),
        Arguments.of(GrantRows.class, "lock", "grants_pkey"),
        Arguments.of(GrantRows.class, "move", "grants_pkey"),
        Arguments.of(GrantRows.class, "replace", "grants_pkey"),
        Arguments.of(GrantRows.class, "isAnyDue", "grants_due"),
        Arguments.of(GrantRows.class, "lockDue", "grants_due"),
        Arguments.of(GrantRows.class, "findToAsk", "grants_to_ask"),
        Arguments.of(RenewalAttemptRows.class, "end", "renewal_attempt_pkey"),
        Arguments.of(RenewalAttemptRows.class, "renewed", "renewal_attempt_once"),
        Arguments.of(RevocationRows.class, "lockDue", "revocation_due"),
        Arguments.of(RevocationRows.class, "lockOf", "revocation_"));
  }

  @ParameterizedTest
  @MethodSource("statements")
  void each_statement_goes_by_an_index(Class<?> rows, String method, String index) {
    var query = RepositoryQuery.of(rows, method);
    for (var plan : List.of(explained("", query.with(at(NOON))), generic(query))) {
      assertThat(plan).contains(index).doesNotContain("Seq Scan");
    }
  }

  @Test
  void a_page_of_a_walk_is_read_along_the_primary_keys() {
    var values = new HashMap<>(at(NOON));
    values.put("after", "'ou_5'");
    values.put("since", values.get("now"));
    var query = RepositoryQuery.of(ProfileWalkRows.class, "next").with(values);
    assertThat(explained("", query))
        .contains("grants_pkey", "app_user_pkey")
        .doesNotContain("Seq Scan")
        .doesNotContain("Sort");
  }

  @Test
  void a_look_for_what_is_due_touches_a_handful_of_pages() {
    assertThat(pages(GrantRows.class, "isAnyDue", NOON)).isLessThan(20);
    assertThat(pages(GrantRows.class, "isAnyDue", NOON.minusSeconds(1000))).isLessThan(20);
    assertThat(pages(GrantRows.class, "lockDue", NOON.minusSeconds(1000))).isLessThan(20);
    assertThat(pages(GrantRows.class, "findToAsk", NOON.minusSeconds(1000))).isLessThan(20);
    assertThat(pages(RevocationRows.class, "lockDue", NOON.minusSeconds(1000))).isLessThan(20);
  }

  @Test
  void a_long_queue_costs_no_more_than_a_short_one() {
    var allAreDue = NOON.plusSeconds(GRANTS);
    assertThat(pages(GrantRows.class, "lockDue", NOON)).isLessThan(1_000);
    assertThat(pages(GrantRows.class, "lockDue", allAreDue)).isLessThan(1_500);
  }

  private static String generic(RepositoryQuery query) {
    return explained("(generic_plan)", query.open());
  }

  private static String explained(String how, String sql) {
    // "simple", because parameters that are left open cannot be sent otherwise
    var simple = new Database(DATABASE.url() + "?preferQueryMode=simple");
    return String.join("\n", simple.query("explain " + how + " " + sql));
  }

  private static int pages(Class<?> rows, String method, Instant now) {
    var query = RepositoryQuery.of(rows, method).with(at(now));
    var plan = DATABASE.query("explain (analyze, buffers, timing off) " + query).toString();
    var first = plan.replaceFirst("(?s).*?Buffers: shared [a-z]+=(\\d+).*", "$1");
    return Integer.parseInt(first);
  }

  private static Map<String, String> at(Instant now) {
    return Map.of(
        "now", "timestamptz '" + now + "'",
        "appId", "'" + APP + "'",
        "openId", "'ou_7'",
        "epoch", "7",
        "version", "0",
        "most", "16",
        "id", "'00000000-0000-4000-8000-000000000001'::uuid");
  }
}
