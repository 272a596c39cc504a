package dev.larkspur.application.authorization.port;

import static dev.larkspur.application.Cast.ANN;
import static dev.larkspur.application.Cast.NOON;
import static dev.larkspur.application.Cast.PATIENCE;
import static dev.larkspur.application.Cast.approved;
import static dev.larkspur.application.Cast.request;
import static dev.larkspur.application.Cast.requested;
import static dev.larkspur.application.Cast.verified;
import static dev.larkspur.application.authorization.port.AuthSessionsContract.awaiting;
import static dev.larkspur.application.authorization.port.AuthSessionsContract.open;
import static dev.larkspur.application.authorization.port.AuthSessionsContract.send;
import static org.assertj.core.api.Assertions.assertThat;

import dev.larkspur.application.MutableClock;
import dev.larkspur.application.StoreContract;
import dev.larkspur.application.authorization.port.ShownCards.Lagging;
import dev.larkspur.application.authorization.port.ShownCards.Sent;
import dev.larkspur.domain.authorization.AuthCommand.Withdraw;
import dev.larkspur.domain.authorization.AuthRequest;
import dev.larkspur.domain.authorization.AuthSession.Requested;
import dev.larkspur.domain.authorization.AuthSession.Withdrawn;
import dev.larkspur.domain.authorization.Occasion;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every store of sessions keeps to when a consent is withdrawn, and when it is asked anew. */
public interface WithdrawnSessionsContract extends StoreContract {
  @Test
  default void a_withdrawn_session_is_read_back_as_it_was_decided_and_its_card_lags() {
    var stores = empty(new MutableClock(NOON));
    var waiting = awaiting(stores.sessions(), requested(ANN), NOON);
    send(stores.sessions(), waiting, approved(NOON), NOON);
    send(stores.sessions(), waiting, verified(ANN), NOON);
    var granted = stores.sessions().find(waiting.id()).orElseThrow();
    stores.cards().shown(granted, new MessageId("om_1"));

    var later = NOON.plusSeconds(9);
    send(stores.sessions(), waiting, new Withdraw(), later);
    var withdrawn = new Withdrawn(waiting.request(), later);
    assertThat(stores.sessions().find(waiting.id())).contains(withdrawn);
    assertThat(stores.cards().lease(later, later.plusSeconds(90), 9, Set.of()))
        .containsExactly(new Lagging(withdrawn, new Sent.Yes(new MessageId("om_1")), 0));
  }

  @Test
  default void why_a_person_is_asked_is_read_back_and_follows_the_newest_request() {
    var sessions = empty(new MutableClock(NOON)).sessions();
    var renewal = asked(request(ANN), Occasion.RENEWAL);
    open(sessions, renewal);
    assertThat(sessions.find(renewal.id())).contains(renewal);
    open(sessions, asked(request(ANN), Occasion.REQUEST));
    assertThat(sessions.find(renewal.id()).orElseThrow().request().occasion())
        .isEqualTo(Occasion.REQUEST);
  }

  private static Requested asked(AuthRequest r, Occasion why) {
    var request =
        new AuthRequest(
            r.id(),
            r.person(),
            r.method(),
            r.scopes(),
            r.nonce(),
            r.card(),
            why,
            r.requestedBy(),
            r.createdAt());
    return new Requested(request, NOON.plus(PATIENCE));
  }
}
