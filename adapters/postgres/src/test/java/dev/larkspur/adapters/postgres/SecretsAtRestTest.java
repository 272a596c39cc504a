package dev.larkspur.adapters.postgres;

import static dev.larkspur.application.Cast.ANN;
import static dev.larkspur.application.Cast.APP;
import static dev.larkspur.application.Cast.BO;
import static dev.larkspur.application.Cast.NOON;
import static dev.larkspur.application.Cast.approved;
import static dev.larkspur.application.Cast.click;
import static dev.larkspur.application.Cast.linkReady;
import static dev.larkspur.application.Cast.profile;
import static dev.larkspur.application.Cast.requested;
import static dev.larkspur.application.Cast.verified;
import static dev.larkspur.application.authorization.port.AuthSessionsContract.awaiting;
import static dev.larkspur.application.authorization.port.AuthSessionsContract.open;
import static dev.larkspur.application.authorization.port.AuthSessionsContract.send;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import dev.larkspur.application.Cast;
import dev.larkspur.application.MutableClock;
import dev.larkspur.application.Stores;
import dev.larkspur.application.idempotency.port.AnsweredRequests.Answer;
import dev.larkspur.domain.authorization.AuthCommand.Cancel;
import dev.larkspur.domain.authorization.AuthCommand.CodeArrived;
import dev.larkspur.domain.authorization.DeviceCode;
import dev.larkspur.domain.token.Secret;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** The database, and what is written about it, tell nobody a secret; and it cannot be misled. */
class SecretsAtRestTest {
  private static final Database DATABASE = Database.fresh("secrets");
  private static final Instance INSTANCE = Instance.on(DATABASE, new MutableClock(NOON));

  private final Stores stores = INSTANCE.stores();

  @BeforeEach
  void clear() {
    DATABASE.clear();
  }

  @AfterAll
  static void close() {
    INSTANCE.close();
  }

  /** Everything that the tables hold, as a dump would write it: bytes in hexadecimal. */
  private static String dump() {
    var dump = new StringBuilder();
    for (var table : DATABASE.tables()) {
      DATABASE
          .query("select t::text from " + table + " t")
          .forEach(row -> dump.append(row).append('\n'));
    }
    return dump.toString();
  }

  /** Takes a session from the request to the grant; after each step the tables are dumped. */
  private List<String> secretsOfAWholeWay(StringBuilder dumps) {
    var ann = requested(ANN);
    open(stores.sessions(), ann);
    dumps.append(dump());
    var click = click(ann, NOON);
    send(stores.sessions(), ann, click, NOON);
    var code = linkReady(click.claim(), NOON);
    send(stores.sessions(), ann, code, NOON);
    dumps.append(dump());
    var pair = approved(NOON);
    send(stores.sessions(), ann, pair, NOON);
    dumps.append(dump());
    send(stores.sessions(), ann, verified(ANN), NOON);
    dumps.append(dump());
    assertThat(stores.grants().find(ANN)).isPresent(); // it is read too
    var redirect = Cast.redirect(NOON);
    awaiting(stores.sessions(), requested(BO), redirect, NOON);
    dumps.append(dump());
    var profile = profile(ANN);
    stores.users().save(profile, NOON);
    dumps.append(dump());
    assertThat(stores.users().find(ANN)).contains(profile);
    var contact = profile.contact();
    return List.of(
        redirect.state().reveal(),
        redirect.verifier().reveal(),
        redirect.link().reveal(),
        ann.request().nonce().value(),
        ((DeviceCode) code.consent()).value().reveal(),
        code.consent().link().reveal(),
        pair.pair().access().reveal(),
        requireNonNull(pair.pair().refresh()).value().reveal(),
        requireNonNull(profile.ids().employeeNo()).reveal(),
        requireNonNull(contact.mobile()).reveal(),
        requireNonNull(contact.email()).reveal(),
        requireNonNull(contact.enterpriseEmail()).reveal());
  }

  private static void assertTellsNone(String text, List<String> secrets) {
    for (var secret : secrets) {
      var bytes = secret.getBytes(UTF_8);
      assertThat(text)
          .doesNotContain(secret)
          .doesNotContainIgnoringCase(HexFormat.of().formatHex(bytes))
          .doesNotContain(Base64.getEncoder().withoutPadding().encodeToString(bytes))
          .doesNotContain(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }
  }

  @Test
  void no_dump_of_any_state_tells_a_secret() {
    var dumps = new StringBuilder();
    var secrets = secretsOfAWholeWay(dumps);
    assertThat(dumps).contains("AWAITING_CONSENT", "VERIFYING", "GRANTED", "安 ou_ann", "\\x01");
    assertTellsNone(dumps.toString(), secrets);
    assertTellsNone(dumps.toString(), List.of(Instance.MASTER_KEY));
  }

  @Test
  void an_answer_that_is_kept_tells_nothing() {
    var requests = stores.requests();
    requests.begin("mark", "content", NOON, NOON);
    requests.answered(
        "mark", NOON, new Answer(201, null, new Secret("{\"key\":\"lk_told-once\"}")));
    assertThat(dump()).contains("mark").doesNotContain("lk_told-once");
  }

  @Test
  void no_log_at_trace_tells_a_secret() {
    var root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    var log = new ListAppender<ILoggingEvent>();
    log.start();
    root.addAppender(log);
    root.setLevel(Level.TRACE);
    try {
      var secrets = secretsOfAWholeWay(new StringBuilder());
      var text = new StringBuilder();
      for (var event : List.copyOf(log.list)) {
        text.append(event.getFormattedMessage()).append('\n');
        if (event.getThrowableProxy() != null) {
          text.append(ThrowableProxyUtil.asString(event.getThrowableProxy()));
        }
      }
      assertThat(text).contains("larkspur.grants", "larkspur.app_user");
      assertTellsNone(text.toString(), secrets);
    } finally {
      root.setLevel(Level.INFO);
      root.detachAppender(log);
    }
  }

  @Test
  void nothing_secret_outlives_its_use() {
    var waiting = awaiting(stores.sessions(), requested(ANN), NOON);
    send(stores.sessions(), waiting, new Cancel(), NOON);
    assertThat(
            DATABASE.query(
                "select device_code, device_link, token_access, token_refresh"
                    + " from larkspur.auth_session"))
        .containsExactly("null|null|null|null");
    var redirect = Cast.redirect(NOON);
    var browser = awaiting(stores.sessions(), requested(BO), redirect, NOON);
    var arrived = new CodeArrived(redirect.state(), Cast.claim(NOON.plusSeconds(15)));
    send(stores.sessions(), browser, arrived, NOON);
    assertThat(
            DATABASE.query(
                "select state, redirect_state, redirect_verifier, redirect_link"
                    + " from larkspur.auth_session where open_id = 'ou_bo'"))
        .containsExactly("EXCHANGING|null|null|null");
  }

  @Test
  void a_ciphertext_from_another_row_does_not_open() {
    var ann = awaiting(stores.sessions(), requested(ANN), NOON);
    var bo = awaiting(stores.sessions(), requested(BO), NOON);
    DATABASE.execute(
        "update larkspur.auth_session a set device_code = b.device_code"
            + " from larkspur.auth_session b where a.id = '%s' and b.id = '%s'"
                .formatted(ann.id(), bo.id()));
    assertThatThrownBy(() -> stores.sessions().find(ann.id()))
        .hasMessageContaining("larkspur.auth_session.device_code/" + ann.id())
        .message()
        .satisfies(m -> assertTellsNone(m, List.of(((DeviceCode) bo.consent()).value().reveal())));
    assertThat(stores.sessions().find(bo.id())).contains(bo);
  }

  @Test
  void a_ciphertext_from_another_column_does_not_open() {
    var ann = awaiting(stores.sessions(), requested(ANN), NOON);
    DATABASE.execute("update larkspur.auth_session set device_link = device_code");
    assertThatThrownBy(() -> stores.sessions().find(ann.id()))
        .hasMessageContaining("larkspur.auth_session.device_link/" + ann.id());
  }

  @Test
  void the_secrets_of_a_redirect_open_only_where_they_belong() {
    var ann = awaiting(stores.sessions(), requested(ANN), Cast.redirect(NOON), NOON);
    var bo = awaiting(stores.sessions(), requested(BO), Cast.redirect(NOON), NOON);
    DATABASE.execute(
        "update larkspur.auth_session a set redirect_verifier = b.redirect_verifier"
            + " from larkspur.auth_session b where a.id = '%s' and b.id = '%s'"
                .formatted(ann.id(), bo.id()));
    assertThatThrownBy(() -> stores.sessions().find(ann.id()))
        .hasMessageContaining("larkspur.auth_session.redirect_verifier/" + ann.id());
    DATABASE.execute("update larkspur.auth_session set redirect_state = redirect_verifier");
    assertThatThrownBy(() -> stores.sessions().find(bo.id()))
        .hasMessageContaining("larkspur.auth_session.redirect_state/" + bo.id());
  }

  @Test
  void the_table_holds_a_device_code_or_a_redirect_never_both_or_half_of_one() {
    awaiting(stores.sessions(), requested(ANN), NOON);
    awaiting(stores.sessions(), requested(BO), Cast.redirect(NOON), NOON);
    for (var change :
        List.of(
            "redirect_state = nonce, redirect_verifier = nonce, redirect_link = nonce",
            "redirect_state = nonce",
            "redirect_link = null",
            "state = 'EXCHANGING', expires_at = null")) {
      assertThatThrownBy(() -> DATABASE.execute("update larkspur.auth_session set " + change))
          .as(change)
          .hasStackTraceContaining("auth_session_");
    }
  }

  @Test
  void a_changed_ciphertext_does_not_open() {
    var ann = requested(ANN);
    open(stores.sessions(), ann);
    DATABASE.execute(
        "update larkspur.auth_session set nonce = set_byte(nonce, 20, get_byte(nonce, 20) # 1)");
    assertThatThrownBy(() -> stores.sessions().find(ann.id()))
        .hasMessageContaining("larkspur.auth_session.nonce/" + ann.id());
  }

  @Test
  void another_persons_token_does_not_open() {
    for (var person : List.of(ANN, BO)) {
      var waiting = awaiting(stores.sessions(), requested(person), NOON);
      send(stores.sessions(), waiting, approved(NOON), NOON);
      send(stores.sessions(), waiting, verified(person), NOON);
    }
    DATABASE.execute(
        "update larkspur.grants a set access_token = b.access_token from larkspur.grants b"
            + " where a.open_id = 'ou_ann' and b.open_id = 'ou_bo'");
    assertThatThrownBy(() -> stores.grants().find(ANN))
        .hasMessageContaining("larkspur.grants.access_token/" + APP + "/ou_ann");
    assertThat(stores.grants().find(BO)).isPresent();
  }

  @Test
  void another_persons_number_does_not_open() {
    stores.users().save(profile(ANN), NOON);
    stores.users().save(profile(BO), NOON);
    DATABASE.execute(
        "update larkspur.app_user a set mobile = b.mobile from larkspur.app_user b"
            + " where a.open_id = 'ou_ann' and b.open_id = 'ou_bo'");
    assertThatThrownBy(() -> stores.users().find(ANN))
        .hasMessageContaining("larkspur.app_user.mobile/" + APP + "/ou_ann");
    assertThat(stores.users().find(BO)).contains(profile(BO));
  }

  @Test
  void a_row_that_was_tampered_with_does_not_hold_up_the_others() {
    var ann = awaiting(stores.sessions(), requested(ANN), NOON);
    var bo = awaiting(stores.sessions(), requested(BO), NOON);
    DATABASE.execute("update larkspur.auth_session set nonce = '' where id = '" + ann.id() + "'");
    var now = NOON.plusSeconds(5);
    assertThat(stores.polls().lease(APP, now, now.plusSeconds(30), 10))
        .extracting(p -> p.session().id())
        .containsExactly(bo.id());
    assertThat(stores.cards().lease(now, now.plusSeconds(30), 10, Set.of()))
        .extracting(c -> c.session().id())
        .containsExactly(bo.id());
  }
}
