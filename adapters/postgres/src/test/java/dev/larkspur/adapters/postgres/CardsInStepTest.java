package dev.larkspur.adapters.postgres;

import static dev.larkspur.application.Cast.ANN;
import static dev.larkspur.application.Cast.NOON;
import static dev.larkspur.application.Cast.requested;
import static dev.larkspur.application.authorization.port.AuthSessionsContract.awaiting;
import static dev.larkspur.application.authorization.port.AuthSessionsContract.open;
import static dev.larkspur.application.authorization.port.AuthSessionsContract.send;
import static org.assertj.core.api.Assertions.assertThat;

import dev.larkspur.application.MutableClock;
import dev.larkspur.application.Stores;
import dev.larkspur.application.authorization.port.MessageId;
import dev.larkspur.application.authorization.port.ShownCards.Lagging;
import dev.larkspur.application.authorization.port.ShownCards.Sent;
import dev.larkspur.domain.authorization.AuthCommand.Cancel;
import dev.larkspur.domain.authorization.CardFace;
import dev.larkspur.domain.token.PlatformError;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Answers that cross each other leave the card showing the truth. */
class CardsInStepTest {
  private static final Database DATABASE = Database.fresh("cards");
  private static final Instance INSTANCE = Instance.on(DATABASE, new MutableClock(NOON));
  private static final MessageId MESSAGE = new MessageId("om_1");
  private static final PlatformError LIMITED = new PlatformError("230020", "too often", null);

  private final Stores stores = INSTANCE.stores();

  @BeforeEach
  void clear() {
    DATABASE.clear();
  }

  @AfterAll
  static void close() {
    INSTANCE.close();
  }

  private List<Lagging> lease(Instant now) {
    return stores.cards().lease(now, now.plusSeconds(30), 10, Set.of());
  }

  @Test
  void a_change_during_a_lease_waits_for_whoever_is_at_it() {
    var ann = requested(ANN);
    open(stores.sessions(), ann);
    lease(NOON);
    send(stores.sessions(), ann, new Cancel(), NOON);
    assertThat(lease(NOON.plusSeconds(29))).isEmpty();
    assertThat(lease(NOON.plusSeconds(30))).hasSize(1);
  }

  @Test
  void an_older_face_that_arrives_last_makes_the_card_lag_again() {
    var ann = requested(ANN);
    var waiting = awaiting(stores.sessions(), ann, NOON);
    stores.cards().shown(waiting, MESSAGE);
    assertThat(lease(NOON.plusSeconds(600))).isEmpty();
    stores.cards().shown(ann, MESSAGE);
    assertThat(lease(NOON)).containsExactly(new Lagging(waiting, new Sent.Yes(MESSAGE), 0));
  }

  @Test
  void a_failure_after_the_answer_to_the_click_showed_the_card_is_not_tried_again() {
    var waiting = awaiting(stores.sessions(), requested(ANN), NOON);
    lease(NOON.plusSeconds(3));
    stores.cards().shown(waiting, MESSAGE);
    stores.cards().postpone(waiting, NOON.plusSeconds(5), true, LIMITED);
    assertThat(lease(NOON.plusSeconds(600))).isEmpty();
  }

  @Test
  void giving_up_a_face_that_is_history_leaves_the_next_one_due() {
    var ann = requested(ANN);
    open(stores.sessions(), ann);
    lease(NOON);
    send(stores.sessions(), ann, new Cancel(), NOON);
    stores.cards().giveUp(ann.id(), CardFace.ASKING, LIMITED);
    assertThat(lease(NOON)).hasSize(1);
  }
}
