package dev.larkspur.adapters.postgres;

import dev.larkspur.application.authorization.port.RequestLimits;
import dev.larkspur.domain.identity.Person;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Counts in {@code larkspur.request_limit}: one statement for what is taken. */
@Singleton
@Order(Ordered.LOWEST_PRECEDENCE)
final class PostgresRequestLimits implements RequestLimits {
  private final RequestLimitRows rows;

  PostgresRequestLimits(RequestLimitRows rows) {
    this.rows = rows;
  }

  @Override
  public Optional<Duration> count(Person person, int most, Instant asked) {
    var now = Storable.instant(asked);
    var since = now.minus(WINDOW);
    var app = person.app().value();
    var id = person.openId().value();
    if (rows.count(app, id, most, since, now) == 1) {
      return Optional.empty();
    }
    var oldest = rows.oldest(app, id, since).orElse(now); // it may just have been removed
    return Optional.of(Duration.between(now, oldest.plus(WINDOW)));
  }
}
