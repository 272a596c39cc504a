package dev.larkspur.application.idempotency.port;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** In memory. */
public final class InMemoryAnsweredRequests implements AnsweredRequests {
  private record Row(String fingerprint, Instant begun, @Nullable Answer answer) {}

  private final Map<String, Row> rows = new HashMap<>();

  @Override
  public synchronized Known begin(String id, String fingerprint, Instant now, Instant abandoned) {
    var row = rows.get(id);
    if (row != null && !row.fingerprint.equals(fingerprint)) {
      return new Known.Other();
    }
    if (row != null && row.answer != null) {
      return new Known.Answered(row.answer);
    }
    if (row != null && !row.begun.isBefore(abandoned)) {
      return new Known.UnderWay();
    }
    rows.put(id, new Row(fingerprint, now, null));
    return new Known.Fresh();
  }

  @Override
  public synchronized void answered(String id, Instant begun, Answer answer) {
    rows.computeIfPresent(
        id, (_, row) -> row.begun.equals(begun) ? new Row(row.fingerprint, begun, answer) : row);
  }

  @Override
  public synchronized void forget(String id, Instant begun) {
    rows.computeIfPresent(id, (_, row) -> row.begun.equals(begun) ? null : row);
  }
}
