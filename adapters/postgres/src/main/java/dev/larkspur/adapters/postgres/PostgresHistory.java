package dev.larkspur.adapters.postgres;

import dev.larkspur.application.retention.port.History;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import jakarta.inject.Singleton;
import java.time.Instant;

/** Old rows; the clean-up is a row of {@code larkspur.chore}. */
@Singleton
@Order(Ordered.LOWEST_PRECEDENCE)
final class PostgresHistory implements History {
  private static final String CLEAN_UP = "clean-up";

  private final HistoryRows rows;

  PostgresHistory(HistoryRows rows) {
    this.rows = rows;
  }

  @Override
  public boolean take(Instant now, Instant until) {
    return rows.take(CLEAN_UP, Storable.instant(now), Storable.instant(until)) == 1;
  }

  @Override
  public int remove(Kind kind, Instant before, int most) {
    var time = Storable.instant(before);
    return switch (kind) {
      case SESSIONS -> rows.removeSessions(time, most);
      case ATTEMPTS -> rows.removeAttempts(time, most);
      case REQUESTS -> rows.removeRequests(time, most);
      case EVENTS -> rows.removeEvents(time, most);
      case ANSWERS -> rows.removeAnswers(time, most);
    };
  }
}
