package dev.larkspur.adapters.postgres;

import static dev.larkspur.application.Cast.ANN;
import static dev.larkspur.application.Cast.APP;
import static dev.larkspur.application.Cast.BO;
import static dev.larkspur.application.Cast.NOON;
import static dev.larkspur.application.Cast.attempt;
import static dev.larkspur.application.Cast.held;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import dev.larkspur.application.Consented;
import dev.larkspur.application.MutableClock;
import dev.larkspur.application.StoreContract;
import dev.larkspur.application.Stores;
import dev.larkspur.application.token.port.Grants.Due;
import dev.larkspur.domain.identity.Person;
import dev.larkspur.domain.token.GrantCommand.Need;
import dev.larkspur.domain.token.GrantCommand.Renew;
import dev.larkspur.domain.token.GrantDecision;
import dev.larkspur.domain.token.GrantFlow;
import dev.larkspur.domain.token.Renewal.Presented;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** A grant that cannot be read, decided or stored does not hold up the others that are due. */
class StuckGrantTest {
  private static final Database DATABASE = Database.fresh("stuck");
  private static final Instance INSTANCE = Instance.on(DATABASE, new MutableClock(NOON));
  private static final Instant DUE = NOON.plus(Duration.ofDays(4));

  private final Stores stores = INSTANCE.stores();
  private final Logger logger = (Logger) LoggerFactory.getLogger(DueGrants.class);
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();

  @BeforeEach
  void twoGrants() {
    DATABASE.clear();
    Consented.now(ANN, stores, NOON.minusSeconds(60)); // is due first
    Consented.now(BO, stores, NOON);
    log.start();
    logger.addAppender(log);
  }

  @AfterEach
  void detach() {
    logger.detachAppender(log);
  }

  @AfterAll
  static void close() {
    INSTANCE.close();
  }

  private List<Person> begin(Instant now) {
    return stores
        .grants()
        .advanceDue(
            APP,
            Due.ALL,
            now,
            10,
            g ->
                GrantFlow.decide(
                    g, new Renew(new Need.Due(StoreContract.SCHEDULE), attempt(now)), now))
        .stream()
        .map(GrantDecision::grant)
        .map(grant -> requireNonNull(grant).person())
        .toList();
  }

  private static List<String> rowOfAnn() {
    return DATABASE.query(
        "select (to_jsonb(g) - 'due_at')::text from larkspur.grants g where open_id = 'ou_ann'");
  }

  private void assertAnnIsPutOffAndBoIsNot() {
    var before = rowOfAnn();
    assertThat(begin(DUE)).isEmpty();
    assertThat(rowOfAnn()).isEqualTo(before);
    assertThat(begin(DUE)).containsExactly(BO);
    assertThat(held(stores.grants(), BO).renewal()).isInstanceOf(Presented.class);
    begin(DUE.plus(DueGrants.PUT_OFF).minusMillis(1));
    assertThat(log.list).hasSize(1);
    assertThat(begin(DUE.plus(DueGrants.PUT_OFF))).isEmpty();
    assertThat(log.list).hasSize(2); // it was looked at again
    assertThat(log.list.getFirst().getLevel()).isEqualTo(Level.ERROR);
    assertThat(log.list.getFirst().getFormattedMessage()).contains(APP.value(), "ou_ann");
  }

  @Test
  void one_that_was_tampered_with_is_put_off() {
    var secret = held(stores.grants(), ANN).pair().access().reveal();
    DATABASE.execute(
        "update larkspur.grants set access_token = set_byte(access_token, 20,"
            + " get_byte(access_token, 20) # 1) where open_id = 'ou_ann'");
    assertAnnIsPutOffAndBoIsNot();
    var cause = log.list.getFirst().getThrowableProxy();
    assertThat(ThrowableProxyUtil.asString(cause))
        .contains("larkspur.grants.access_token/" + APP + "/ou_ann")
        .doesNotContain(secret);
  }

  @Test
  void one_whose_presentation_the_journal_refuses_is_put_off() {
    DATABASE.execute(
        "insert into larkspur.renewal_attempt (id, app_id, open_id, epoch, kind, owner, started_at)"
            + " values (gen_random_uuid(), '%s', 'ou_ann', 1, 'FIRST', 'somebody', now())"
                .formatted(APP));
    assertAnnIsPutOffAndBoIsNot();
    assertThat(
            DATABASE.query("select owner from larkspur.renewal_attempt where open_id = 'ou_ann'"))
        .containsExactly("somebody");
  }

  @Test
  void one_that_cannot_be_decided_is_put_off() {
    assertThat(
            stores
                .grants()
                .advanceDue(
                    APP,
                    Due.ALL,
                    DUE,
                    10,
                    _ -> {
                      throw new IllegalStateException("no decision");
                    }))
        .isEmpty();
    assertThat(begin(DUE)).containsExactly(BO);
  }
}
