package dev.larkspur.application.token;

import static dev.larkspur.application.Cast.ANN;
import static dev.larkspur.application.Cast.BO;
import static dev.larkspur.application.Cast.CALLER;
import static dev.larkspur.application.Cast.DOCS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.larkspur.application.memory.Horizon;
import dev.larkspur.application.token.LeaseResult.Leased;
import dev.larkspur.domain.token.Scopes;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Lookups that are answered from memory. */
class PeekTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final TokenScene scene = new TokenScene();

  @BeforeEach
  void hear() {
    scene.hearing.begin(System.nanoTime(), new Horizon("db", 1, 1));
  }

  private Leased peek(Duration minTtl, Scopes scopes) {
    return Objects.requireNonNull(scene.one.lease.peek(CALLER, ANN, minTtl, scopes));
  }

  private void assertNotPeeked(Duration minTtl, Scopes scopes) {
    assertThat(scene.one.lease.peek(CALLER, ANN, minTtl, scopes)).isNull();
  }

  @Test
  void what_was_looked_up_once_is_answered_from_memory_and_noted() {
    scene.wanted(ANN);
    assertNotPeeked(MINUTE, DOCS);
    var first = scene.one.lookUp(MINUTE);

    assertThat(peek(MINUTE, DOCS)).isEqualTo(first);

    scene.ledger.flush();
    assertThat(scene.releases.count(CALLER, ANN, 1)).isEqualTo(2);
  }

  @Test
  void a_pair_that_nobody_was_lent_yet_is_lent_the_other_way_once() {
    scene.consented(ANN);
    scene.one.memory.find(ANN);
    assertNotPeeked(MINUTE, DOCS); // that it is wanted has to be stored
    scene.one.lookUp(MINUTE);
    scene.hearing.grantChanged(ANN);
    assertThat(scene.now(ANN).wanted()).isTrue();
  }

  @Test
  void what_another_instance_lent_first_is_soon_answered_from_memory_here_too() {
    scene.consented(ANN);
    scene.one.memory.find(ANN);
    var two = scene.instance("two");
    two.memory.find(ANN);
    two.lookUp(MINUTE);

    scene.one.lookUp(MINUTE);
    scene.one.lookUp(MINUTE);

    assertThat(peek(MINUTE, DOCS).token().epoch()).isEqualTo(1);
  }

  @Test
  void what_memory_cannot_answer_is_left_to_the_store() {
    scene.wanted(ANN);
    scene.one.lookUp(MINUTE);
    assertNotPeeked(Duration.ofMinutes(61), DOCS); // more than is ever promised
    assertNotPeeked(MINUTE, Scopes.of("not:granted"));
    assertThat(scene.one.lease.peek(CALLER, BO, MINUTE, DOCS)).isNull();
    scene.clock.advance(Duration.ofMinutes(119).plusSeconds(30));
    assertNotPeeked(MINUTE, DOCS); // it has to be renewed
    scene.clock.advance(Duration.ofSeconds(30));
    assertNotPeeked(Duration.ZERO, DOCS); // it is over
  }

  @Test
  void what_is_not_heard_of_is_not_answered_from_memory() {
    scene.wanted(ANN);
    scene.one.lookUp(MINUTE);
    scene.hearing.end();
    assertNotPeeked(MINUTE, DOCS);
  }
}
