package dev.larkspur.application;

import dev.larkspur.application.access.port.InMemoryCallerKeys;
import dev.larkspur.application.authorization.port.InMemoryAuthSessions;
import dev.larkspur.application.authorization.port.InMemoryConsentPolls;
import dev.larkspur.application.authorization.port.InMemoryRequestLimits;
import dev.larkspur.application.authorization.port.InMemoryShownCards;
import dev.larkspur.application.authorization.port.InMemoryUsers;
import dev.larkspur.application.connection.port.InMemoryConnectionSlots;
import dev.larkspur.application.connection.port.InMemoryHandledEvents;
import dev.larkspur.application.idempotency.port.InMemoryAnsweredRequests;
import dev.larkspur.application.token.port.InMemoryGrants;
import dev.larkspur.application.token.port.InMemoryRevocations;
import dev.larkspur.application.token.port.InMemoryTokenBudget;
import dev.larkspur.application.token.port.InMemoryTokenReleases;
import java.time.InstantSource;

/** All stores in memory. */
public final class InMemoryStores {
  public static Stores at(InstantSource clock) {
    var revocations = new InMemoryRevocations();
    var grants = new InMemoryGrants(StoreContract.SCHEDULE, revocations);
    var sessions = new InMemoryAuthSessions(grants, clock);
    return new Stores(
        sessions,
        new InMemoryConsentPolls(sessions),
        new InMemoryShownCards(sessions),
        new InMemoryUsers(),
        grants,
        revocations,
        new InMemoryTokenReleases(),
        new InMemoryTokenBudget(StoreContract.PACE),
        new InMemoryCallerKeys(),
        new InMemoryConnectionSlots(),
        new InMemoryRequestLimits(),
        new InMemoryHandledEvents(),
        new InMemoryAnsweredRequests());
  }

  private InMemoryStores() {}
}
