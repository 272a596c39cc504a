package dev.larkspur.adapters.postgres;

import dev.larkspur.application.connection.port.HandledEvents;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.UUID;

/** Events in {@code larkspur.handled_event}: one statement for one that is new. */
@Singleton
@Order(Ordered.LOWEST_PRECEDENCE)
final class PostgresHandledEvents implements HandledEvents {
  private final HandledEventRows rows;

  PostgresHandledEvents(HandledEventRows rows) {
    this.rows = rows;
  }

  @Override
  public Taking take(Key key, UUID ticket, Instant now, Instant until) {
    int taken =
        rows.take(
            key.app().value(),
            key.event(),
            key.subscriber(),
            ticket,
            Storable.instant(now),
            Storable.instant(until));
    if (taken == 1) {
      return Taking.OURS;
    }
    boolean handled =
        rows.isHandled(key.app().value(), key.event(), key.subscriber())
            .orElse(false); // it was just given back
    return handled ? Taking.HANDLED : Taking.UNDER_WAY;
  }

  @Override
  public void handled(Key key) {
    rows.handled(key.app().value(), key.event(), key.subscriber());
  }

  @Override
  public void giveBack(Key key, UUID ticket, Instant now) {
    rows.giveBack(key.app().value(), key.event(), key.subscriber(), ticket, Storable.instant(now));
  }
}
