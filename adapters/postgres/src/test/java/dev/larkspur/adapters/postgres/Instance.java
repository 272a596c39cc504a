package dev.larkspur.adapters.postgres;

import dev.larkspur.application.Entropy;
import dev.larkspur.application.StoreContract;
import dev.larkspur.application.Stores;
import dev.larkspur.application.access.port.CallerKeys;
import dev.larkspur.application.authorization.port.AuthSessions;
import dev.larkspur.application.authorization.port.ConsentPolls;
import dev.larkspur.application.authorization.port.RequestLimits;
import dev.larkspur.application.authorization.port.ShownCards;
import dev.larkspur.application.authorization.port.Users;
import dev.larkspur.application.connection.port.ConnectionSlots;
import dev.larkspur.application.connection.port.HandledEvents;
import dev.larkspur.application.idempotency.port.AnsweredRequests;
import dev.larkspur.application.memory.Hearing;
import dev.larkspur.application.token.port.Grants;
import dev.larkspur.application.token.port.Revocations;
import dev.larkspur.application.token.port.TokenBudget;
import dev.larkspur.application.token.port.TokenReleases;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Primary;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/** An instance of Larkspur, as far as this module makes one. */
record Instance(ApplicationContext context) implements AutoCloseable {
  static final String MASTER_KEY = "bWFzdGVyLWtleS1vZi10aGUtdGVzdHMtMzItYnl0ZXM=";

  /**
   * The clock of an instance; Micronaut brings one of its own, which gives way to a primary one.
   */
  record Time(InstantSource clock) {
    /** Offers it. */
    @Factory
    static final class Offer {
      @Singleton
      @Primary
      InstantSource clock(Time time) {
        return time.clock();
      }
    }
  }

  static Instance on(Database database, InstantSource clock) {
    return on(database, clock, Map.of("larkspur.master-key", MASTER_KEY));
  }

  static Instance on(Database database, InstantSource clock, Map<String, Object> more) {
    var settings = new HashMap<String, Object>();
    settings.put("larkspur.enabled", true);
    settings.put("datasources.larkspur.url", database.url());
    settings.put("datasources.larkspur.username", database.user());
    settings.put("datasources.larkspur.password", database.password());
    settings.put("datasources.larkspur.maximum-pool-size", 8);
    settings.putAll(more);
    return new Instance(
        ApplicationContext.builder()
            .properties(settings)
            .singletons(
                StoreContract.PACE,
                StoreContract.SCHEDULE,
                Entropy.secure(),
                new Hearing(),
                new Time(clock))
            .start());
  }

  Stores stores() {
    return new Stores(
        context.getBean(AuthSessions.class),
        context.getBean(ConsentPolls.class),
        context.getBean(ShownCards.class),
        context.getBean(Users.class),
        context.getBean(Grants.class),
        context.getBean(Revocations.class),
        context.getBean(TokenReleases.class),
        context.getBean(TokenBudget.class),
        context.getBean(CallerKeys.class),
        context.getBean(ConnectionSlots.class),
        context.getBean(RequestLimits.class),
        context.getBean(HandledEvents.class),
        context.getBean(AnsweredRequests.class));
  }

  @Override
  public void close() {
    context.close();
  }
}
