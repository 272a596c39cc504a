package dev.larkspur.adapters.postgres;

import static dev.larkspur.application.Cast.ANN;
import static dev.larkspur.application.Cast.BO;
import static dev.larkspur.application.Cast.CALLER;
import static dev.larkspur.application.Cast.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.larkspur.application.Consented;
import dev.larkspur.application.Entropy;
import dev.larkspur.application.MutableClock;
import dev.larkspur.application.access.IssueKey;
import dev.larkspur.application.access.RotateKey;
import dev.larkspur.application.memory.Hearing;
import dev.larkspur.application.memory.Horizon;
import dev.larkspur.application.memory.Memories;
import dev.larkspur.application.memory.Memory;
import dev.larkspur.domain.access.Operation;
import dev.larkspur.domain.access.Reach;
import dev.larkspur.domain.authorization.AuthSessionId;
import dev.larkspur.domain.identity.AppId;
import dev.larkspur.domain.identity.Person;
import dev.larkspur.domain.token.Grant;
import dev.larkspur.domain.token.GrantCommand.LookedUp;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What one instance stores another hears of, and nothing else. */
class ChangeFeedTest {
  private static final Database DATABASE = Database.fresh("changes");

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final MutableClock clock = new MutableClock(NOON);
  private final Instance writer = Instance.on(DATABASE, clock);
  private final Instance listener = Instance.on(DATABASE, clock);
  private final List<Person> heard = new CopyOnWriteArrayList<>();
  private final AtomicInteger keys = new AtomicInteger();
  private final AtomicInteger gaps = new AtomicInteger();
  private final Hearing hearing = listener.context().getBean(Hearing.class);
  private final Memory<Person, Grant> memory =
      Memories.memory(listener.stores().grants()::find, hearing);

  @BeforeEach
  void listen() {
    hearing.onGrant(memory::forget);
    hearing.onGrant(heard::add);
    hearing.onKeys(keys::incrementAndGet);
    hearing.onGap(gaps::incrementAndGet);
    awaitUntil("it remembers", this::remembers);
  }

  @AfterEach
  void close() {
    listener.close();
    writer.close();
    DATABASE.clear(); // which would be heard, too
  }

  private static void awaitUntil(String what, BooleanSupplier wanted) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!wanted.getAsBoolean()) {
      assertThat(System.nanoTime()).as(what).isLessThan(end);
      LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
    }
  }

  private boolean remembers() {
    memory.find(ANN);
    return memory.recall(ANN) != null;
  }

  /** A test, done again if the machine stood still for so long that something was missed. */
  private interface Try {
    void run() throws Exception;
  }

  private void undisturbed(Try test) throws Exception {
    for (int left = 3; ; left--) {
      int before = gaps.get();
      try {
        test.run();
        return;
      } catch (AssertionError e) {
        if (gaps.get() == before || left == 0) {
          throw e;
        }
        DATABASE.clear();
        LockSupport.parkNanos(Duration.ofSeconds(1).toNanos()); // which is heard of, too
        heard.clear();
        keys.set(0);
      }
    }
  }

  private void awaitHeard(int times) {
    awaitUntil("heard", () -> heard.size() >= times);
    assertThat(heard).hasSize(times).containsOnly(ANN);
  }

  @Test
  void a_grant_that_comes_changes_or_goes_is_announced_and_nothing_else_of_it() throws Exception {
    undisturbed(this::comesChangesAndGoes);
  }

  private void comesChangesAndGoes() {
    Consented.now(ANN, writer.stores(), NOON);
    awaitHeard(1);
    assertThat(memory.find(ANN)).isPresent();

    Consented.tell(writer.stores().grants(), ANN, new LookedUp(), NOON); // of no interest
    Consented.tell(writer.stores().grants(), ANN, Consented.renew(NOON), NOON); // nor this
    DATABASE.execute("update larkspur.grants set epoch = epoch + 1");
    awaitHeard(2);

    DATABASE.execute("delete from larkspur.grants");
    awaitHeard(3);
    assertThat(memory.find(ANN)).isEmpty();
  }

  @Test
  void each_new_state_of_an_authorization_is_heard_of() throws Exception {
    undisturbed(this::newState);
  }

  private void newState() {
    var states = new CopyOnWriteArrayList<AuthSessionId>();
    hearing.onSession(states::add);
    var granted = Consented.now(ANN, writer.stores(), NOON);
    var session = new AuthSessionId(granted.consent().session());
    awaitUntil("heard", () -> states.contains(session));
  }

  @Test
  void keys_are_announced() throws Exception {
    undisturbed(this::keysComeAndGo);
  }

  private void keysComeAndGo() {
    var issue = new IssueKey(writer.stores().keys(), Entropy.secure(), clock);
    var key =
        issue.handle("reports", Reach.EVERYONE, Set.of(Operation.TOKENS_READ), null, null, CALLER);
    awaitUntil("heard", () -> keys.get() == 1);
    var rotate = new RotateKey(writer.stores().keys(), Entropy.secure(), clock);
    rotate.handle(key.caller().id(), Duration.ofHours(1), CALLER);
    awaitUntil("heard", () -> keys.get() == 2);
    writer.stores().keys().remove(key.caller().id(), CALLER);
    awaitUntil("heard", () -> keys.get() == 3);
  }

  @Test
  void who_stores_hears_of_it_at_once() {
    var own = writer.context().getBean(Hearing.class);
    var here = new CopyOnWriteArrayList<Person>();
    own.onGrant(here::add);
    Consented.now(ANN, writer.stores(), NOON);
    assertThat(here).contains(ANN);
  }

  @Test
  void a_transaction_that_ends_after_later_ones_is_heard_of() throws Exception {
    undisturbed(this::endsLate);
  }

  private void endsLate() throws SQLException {
    try (var late = DATABASE.connect();
        var statement = late.createStatement()) {
      late.setAutoCommit(false);
      statement.execute("insert into larkspur.change (subject) values ('grant cli_late ou_late')");
      Consented.now(ANN, writer.stores(), NOON);
      awaitHeard(1);

      late.commit();
      awaitUntil("heard", () -> heard.size() >= 2);
      assertThat(heard).extracting(Person::app).containsExactly(ANN.app(), new AppId("cli_late"));
    }
  }

  @Test
  void what_is_rolled_back_is_not_heard_of() throws Exception {
    undisturbed(this::rolledBack);
  }

  private void rolledBack() throws SQLException {
    try (var undone = DATABASE.connect();
        var statement = undone.createStatement()) {
      undone.setAutoCommit(false);
      statement.execute("insert into larkspur.change (subject) values ('keys')");
      undone.rollback();
    }
    Consented.now(ANN, writer.stores(), NOON);
    awaitHeard(1);
    assertThat(keys).hasValue(0);
  }

  @Test
  void when_the_line_is_cut_nothing_is_remembered_until_it_is_back() {
    assertThat(memory.recall(ANN)).isNotNull();

    DATABASE.execute(
        "select pg_terminate_backend(pid) from pg_stat_activity where query like 'select pg_current_snapshot()%'");
    awaitUntil("it is noticed", () -> memory.recall(ANN) == null);
    Consented.now(ANN, writer.stores(), NOON);

    awaitUntil("it remembers again", this::remembers);
    assertThat(memory.find(ANN)).isPresent();
  }

  private Horizon horizon(Hearing of) {
    awaitUntil("it hears", () -> of.horizon() != null);
    return Objects.requireNonNull(of.horizon());
  }

  private boolean isBelieved(Hearing reader) {
    return hearing.believes(ANN, horizon(reader));
  }

  @Test
  void what_another_read_is_believed_once_it_has_heard_what_we_have() {
    var other = writer.context().getBean(Hearing.class);
    assertThat(horizon(other).history()).isEqualTo(horizon(hearing).history());
    awaitUntil("it is believed", () -> isBelieved(other));
    var before = horizon(other);
    Consented.now(ANN, writer.stores(), NOON);
    awaitUntil("heard", () -> heard.contains(ANN));
    assertThat(hearing.believes(ANN, before)).isFalse();
    awaitUntil("it is believed again", () -> isBelieved(other));
    assertThat(hearing.believes(ANN, before)).isFalse();
  }

  @Test
  void who_read_while_a_change_was_under_way_is_not_believed_once_it_came_to_be() throws Exception {
    var other = writer.context().getBean(Hearing.class);
    try (var late = DATABASE.connect();
        var statement = late.createStatement()) {
      late.setAutoCommit(false);
      statement.execute(
          "insert into larkspur.change (subject) values ('grant %s %s')"
              .formatted(ANN.app(), ANN.openId()));
      var began = horizon(other).next();
      Consented.now(BO, writer.stores(), NOON); // so that transactions are counted further
      awaitUntil("it has heard of later ones", () -> horizon(other).next() > began);
      var meanwhile = horizon(other);
      late.commit();
      awaitUntil("heard", () -> heard.contains(ANN));
      assertThat(hearing.believes(ANN, meanwhile)).isFalse();
      awaitUntil("it is believed again", () -> isBelieved(other));
      assertThat(hearing.believes(ANN, meanwhile)).isFalse();
    }
  }
}
