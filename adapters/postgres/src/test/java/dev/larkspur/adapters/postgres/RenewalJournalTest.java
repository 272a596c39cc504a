package dev.larkspur.adapters.postgres;

import static dev.larkspur.application.Cast.ANN;
import static dev.larkspur.application.Cast.NOON;
import static dev.larkspur.application.Cast.held;
import static dev.larkspur.application.Cast.pair;
import static dev.larkspur.application.Consented.ERROR;
import static dev.larkspur.application.Consented.renew;
import static dev.larkspur.application.Consented.tell;
import static org.assertj.core.api.Assertions.assertThat;

import dev.larkspur.application.Consented;
import dev.larkspur.application.MutableClock;
import dev.larkspur.application.token.port.Grants;
import dev.larkspur.domain.token.Attempt;
import dev.larkspur.domain.token.Ending;
import dev.larkspur.domain.token.GrantCommand;
import dev.larkspur.domain.token.GrantCommand.NoAnswer;
import dev.larkspur.domain.token.GrantCommand.Refused;
import dev.larkspur.domain.token.GrantCommand.Renewed;
import dev.larkspur.domain.token.GrantCommand.TurnedAway;
import dev.larkspur.domain.token.GrantDecision;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The journal says which attempt brought the pair, and keeps what it was told of the others. */
class RenewalJournalTest {
  private static final Database DATABASE = Database.fresh("journal");
  private static final Instance INSTANCE = Instance.on(DATABASE, new MutableClock(NOON));
  private static final Instant LATE = NOON.plus(Duration.ofMinutes(110));

  private final Grants grants = INSTANCE.stores().grants();

  @BeforeEach
  void grant() {
    DATABASE.clear();
    Consented.now(ANN, INSTANCE.stores(), NOON);
  }

  @AfterAll
  static void close() {
    INSTANCE.close();
  }

  private Attempt begun(Instant at) {
    took(renew(at), at);
    return held(grants, ANN).attempt().orElseThrow();
  }

  private Attempt lost(Instant at) {
    var attempt = begun(at);
    took(new NoAnswer(attempt, ERROR), at.plusSeconds(5));
    return attempt;
  }

  private void took(GrantCommand command, Instant at) {
    assertThat(tell(grants, ANN, command, at)).isInstanceOf(GrantDecision.Advance.class);
  }

  private static List<String> journal() {
    return DATABASE.query(
        "select kind, outcome, error_code, ended_at is not null from larkspur.renewal_attempt"
            + " order by started_at, kind");
  }

  @Test
  void an_attempt_in_flight_brings_the_pair() {
    took(new Renewed(begun(NOON), pair(NOON)), NOON);
    assertThat(journal()).containsExactly("FIRST|RENEWED|null|t");
  }

  @Test
  void a_probe_brings_the_pair() {
    lost(NOON);
    took(new Renewed(begun(LATE), pair(LATE)), LATE);
    assertThat(journal())
        .containsExactly("FIRST|NO_ANSWER|" + ERROR.code() + "|t", "PROBE|RENEWED|null|t");
  }

  @Test
  void of_two_that_are_open_the_last_brings_the_pair() {
    begun(NOON);
    took(new Renewed(begun(LATE), pair(LATE)), LATE);
    assertThat(journal()).containsExactly("FIRST|NO_ANSWER|null|t", "PROBE|RENEWED|null|t");
  }

  @Test
  void a_probe_that_was_refused_stays_so_when_the_first_answer_comes_late() {
    var first = lost(NOON);
    took(new Refused(begun(LATE), Ending.ALREADY_USED, ERROR), LATE);
    took(new Renewed(first, pair(LATE)), LATE.plusSeconds(1));
    assertThat(journal())
        .containsExactly("FIRST|RENEWED|null|t", "PROBE|REFUSED|" + ERROR.code() + "|t");
  }

  @Test
  void a_probe_that_was_turned_away_stays_so_when_the_first_answer_comes_late() {
    var first = lost(NOON);
    took(new TurnedAway(begun(LATE), ERROR, Duration.ZERO), LATE);
    took(new Renewed(first, pair(LATE)), LATE.plusSeconds(1));
    assertThat(journal())
        .containsExactly("FIRST|RENEWED|null|t", "PROBE|TURNED_AWAY|" + ERROR.code() + "|t");
  }
}
