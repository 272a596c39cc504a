package dev.larkspur.adapters.postgres;

import dev.larkspur.application.idempotency.port.AnsweredRequests;
import dev.larkspur.domain.token.Secret;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import jakarta.inject.Singleton;
import java.time.Instant;

/** Answers in {@code larkspur.answered_request}, sealed: one may hold a key of a caller. */
@Singleton
@Order(Ordered.LOWEST_PRECEDENCE)
final class PostgresAnsweredRequests implements AnsweredRequests {
  private final AnsweredRequestRows rows;
  private final Seals seals;

  PostgresAnsweredRequests(AnsweredRequestRows rows, Seals seals) {
    this.rows = rows;
    this.seals = seals;
  }

  @Override
  public Known begin(String id, String fingerprint, Instant now, Instant abandoned) {
    while (true) { // ends: it is there unless somebody has just removed it
      if (rows.begin(id, fingerprint, Storable.instant(now), Storable.instant(abandoned)) == 1) {
        return new Known.Fresh();
      }
      var row = rows.findById(id);
      if (row.isPresent()) {
        return known(row.get(), fingerprint);
      }
    }
  }

  private Known known(AnsweredRequestRow row, String fingerprint) {
    if (!row.fingerprint().equals(fingerprint)) {
      return new Known.Other();
    }
    var answer = row.answer();
    return answer == null
        ? new Known.UnderWay()
        : new Known.Answered(parse(seals.open(answer, place(row.id())).reveal()));
  }

  @Override
  public void answered(String id, Instant begun, Answer answer) {
    var location = answer.location() == null ? "" : answer.location();
    var text = answer.status() + "\n" + location + "\n" + answer.body().reveal();
    rows.answered(id, Storable.instant(begun), seals.seal(new Secret(text), place(id)));
  }

  private static Answer parse(String text) {
    var parts = text.split("\n", 3);
    return new Answer(
        Integer.parseInt(parts[0]), parts[1].isEmpty() ? null : parts[1], new Secret(parts[2]));
  }

  @Override
  public void forget(String id, Instant begun) {
    rows.forget(id, Storable.instant(begun));
  }

  private static Place place(String id) {
    return new Place("answered_request", "answer", id);
  }
}
