package dev.larkspur.proof.simulation;

import dev.larkspur.domain.authorization.AuthRequest;
import dev.larkspur.domain.authorization.AuthSession;
import dev.larkspur.domain.authorization.Occasion;
import dev.larkspur.domain.authorization.Opening;
import dev.larkspur.domain.identity.Person;
import dev.larkspur.domain.token.Grant.Held;
import java.util.HashMap;
import java.util.Map;

/** The cards that we sent of our own accord: one for each pair that could not be renewed. */
final class Cards {
  private final World world;

  /** Whom we have asked, and noted that we have, about which access token. */
  private final Map<Person, String> noted = new HashMap<>();

  Cards(World world) {
    this.world = world;
  }

  void shown(Opening opening) {
    switch (opening) {
      case Opening.Opened(var session) -> sent(session);
      case Opening.Replaced(_, var session) -> sent(session);
      case Opening.Merged _, Opening.Joined _, Opening.Busy _ -> {}
    }
  }

  private void sent(AuthSession session) {
    var request = session.request();
    if (request.occasion() != Occasion.RENEWAL
        || !request.requestedBy().equals(AuthRequest.OURSELVES)) {
      return;
    }
    var person = request.person();
    if (world.store().grant(person) instanceof Held held
        && isDue(held)
        && held.pair().access().reveal().equals(noted.get(person))) {
      world.checks().broken(Setup.name(person) + " is asked a second time for one loss");
    }
    world.consents().mayAnswer(person);
  }

  /** We wrote down that the person was asked. */
  void noted(Held before) {
    if (isDue(before)) {
      noted.put(before.person(), before.pair().access().reveal());
    }
  }

  /**
   * By the fastest clock. An instance that stands still between looking and asking may ask for what
   * was settled meanwhile; nothing prevents that, and it is not what is counted here.
   */
  private boolean isDue(Held grant) {
    var now = world.instant().plusNanos(world.clocksDifferBy() * 1_000);
    return world.store().schedule.askAt(grant).filter(at -> !now.isBefore(at)).isPresent();
  }
}
