package dev.larkspur.adapters.postgres;

import dev.larkspur.application.Stores;
import dev.larkspur.application.access.port.CallerKeysContract;
import dev.larkspur.application.access.port.KeyUses;
import dev.larkspur.application.access.port.KeyUsesContract;
import dev.larkspur.application.authorization.port.AuthSessionsContract;
import dev.larkspur.application.authorization.port.ConsentPollsContract;
import dev.larkspur.application.authorization.port.RequestLimitsContract;
import dev.larkspur.application.authorization.port.ShownCardsContract;
import dev.larkspur.application.authorization.port.UsersContract;
import dev.larkspur.application.connection.port.ConnectionSlotsContract;
import dev.larkspur.application.connection.port.HandledEventsContract;
import dev.larkspur.application.idempotency.port.AnsweredRequestsContract;
import dev.larkspur.application.people.port.ProfileWalks;
import dev.larkspur.application.people.port.ProfileWalksContract;
import dev.larkspur.application.token.port.GrantsContract;
import dev.larkspur.application.token.port.RevocationsContract;
import dev.larkspur.application.token.port.TokenBudgetContract;
import dev.larkspur.application.token.port.TokenReleasesContract;
import dev.larkspur.domain.identity.Person;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;

/** Our ports keep the contracts that the in-memory ones keep. */
class PostgresStoresTest
    implements AuthSessionsContract,
        ConsentPollsContract,
        ShownCardsContract,
        UsersContract,
        GrantsContract,
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
  private static final Database DATABASE = Database.fresh("contracts");
  private static final AtomicReference<InstantSource> CLOCK =
      new AtomicReference<>(InstantSource.system());
  private static final Instance INSTANCE = Instance.on(DATABASE, () -> CLOCK.get().instant());

  @AfterAll
  static void close() {
    INSTANCE.close();
  }

  @Override
  public Stores empty(InstantSource clock) {
    DATABASE.clear();
    CLOCK.set(clock);
    return INSTANCE.stores();
  }

  @Override
  public KeyUses uses() {
    return INSTANCE.context().getBean(KeyUses.class);
  }

  @Override
  public ProfileWalks walks() {
    return INSTANCE.context().getBean(ProfileWalks.class);
  }

  @Override
  public long released(UUID caller, Person person, long epoch) {
    return Long.parseLong(
        DATABASE
            .query(
                "select coalesce(sum(count), 0) from larkspur.token_release where caller = '%s'"
                        .formatted(caller)
                    + " and app_id = '%s' and open_id = '%s' and epoch = %d"
                        .formatted(person.app(), person.openId(), epoch))
            .getFirst());
  }
}
