package dev.larkspur.application;

import dev.larkspur.application.access.port.CallerKeysContract;
import dev.larkspur.application.access.port.InMemoryCallerKeys;
import dev.larkspur.application.access.port.InMemoryKeyUses;
import dev.larkspur.application.access.port.KeyUses;
import dev.larkspur.application.access.port.KeyUsesContract;
import dev.larkspur.application.authorization.port.AuthSessionsContract;
import dev.larkspur.application.authorization.port.ConsentPollsContract;
import dev.larkspur.application.authorization.port.RequestLimitsContract;
import dev.larkspur.application.authorization.port.ShownCardsContract;
import dev.larkspur.application.authorization.port.UsersContract;
import dev.larkspur.application.authorization.port.WithdrawnSessionsContract;
import dev.larkspur.application.connection.port.ConnectionSlotsContract;
import dev.larkspur.application.connection.port.HandledEventsContract;
import dev.larkspur.application.idempotency.port.AnsweredRequestsContract;
import dev.larkspur.application.people.port.InMemoryProfileWalks;
import dev.larkspur.application.people.port.ProfileWalks;
import dev.larkspur.application.people.port.ProfileWalksContract;
import dev.larkspur.application.token.port.DueGrantsContract;
import dev.larkspur.application.token.port.GrantsContract;
import dev.larkspur.application.token.port.InMemoryTokenReleases;
import dev.larkspur.application.token.port.RevocationsContract;
import dev.larkspur.application.token.port.TokenBudgetContract;
import dev.larkspur.application.token.port.TokenReleasesContract;
import dev.larkspur.domain.identity.Person;
import java.time.InstantSource;
import java.util.UUID;

/** The in-memory ports keep the contracts that the adapters keep. */
class InMemoryStoresTest
    implements AuthSessionsContract,
        ConsentPollsContract,
        ShownCardsContract,
        WithdrawnSessionsContract,
        UsersContract,
        GrantsContract,
        DueGrantsContract,
        RevocationsContract,
        TokenBudgetContract,
        TokenReleasesContract,
        CallerKeysContract,
        KeyUsesContract,
        ConnectionSlotsContract,
        RequestLimitsContract,
        HandledEventsContract,
        AnsweredRequestsContract,
        ProfileWalksContract {
  private ProfileWalks walks = new InMemoryProfileWalks(InMemoryStores.at(InstantSource.system()));
  private KeyUses uses = new InMemoryKeyUses(new InMemoryCallerKeys());
  private InMemoryTokenReleases releases = new InMemoryTokenReleases();

  @Override
  public Stores empty(InstantSource clock) {
    var stores = InMemoryStores.at(clock);
    releases = (InMemoryTokenReleases) stores.releases();
    uses = new InMemoryKeyUses(stores.keys());
    walks = new InMemoryProfileWalks(stores);
    return stores;
  }

  @Override
  public KeyUses uses() {
    return uses;
  }

  @Override
  public ProfileWalks walks() {
    return walks;
  }

  @Override
  public long released(UUID caller, Person person, long epoch) {
    return releases.count(caller, person, epoch);
  }
}
