package dev.larkspur.application.token.port;

import dev.larkspur.domain.identity.Person;
import dev.larkspur.domain.token.TokenPair;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;

/** Revocations in memory. */
public final class InMemoryRevocations implements Revocations {
  private record Row(Pending pending, Instant dueAt) {
    boolean isOf(Person person) {
      return pending.person().equals(person);
    }

    boolean isDue(Instant now) {
      return !now.isBefore(dueAt);
    }

    boolean isUntried() {
      return pending.attempts() == 0;
    }
  }

  private final Map<UUID, Row> rows = new LinkedHashMap<>();
  private long added;

  @Override
  public synchronized void add(Person person, TokenPair pair, Instant at) {
    var id = new UUID(0, ++added);
    rows.put(id, new Row(new Pending(id, person, pair, 0, at), Instant.MIN));
  }

  @Override
  public synchronized List<Pending> lease(Instant now, Instant until, int most) {
    return lease(row -> row.isDue(now), until, most);
  }

  @Override
  public synchronized List<Pending> leaseOf(Person person, Instant now, Instant until) {
    return lease(
        row -> row.isOf(person) && (row.isDue(now) || row.isUntried()), until, Integer.MAX_VALUE);
  }

  private List<Pending> lease(Predicate<Row> which, Instant until, int most) {
    var due = rows.values().stream().filter(which).map(Row::pending).limit(most).toList();
    due.forEach(p -> rows.put(p.id(), new Row(p, until)));
    return due;
  }

  @Override
  public synchronized void done(UUID id) {
    rows.remove(id);
  }

  @Override
  public synchronized void again(UUID id, Instant at) {
    rows.computeIfPresent(
        id,
        (_, row) -> {
          var p = row.pending;
          return new Row(new Pending(id, p.person(), p.pair(), p.attempts() + 1, p.since()), at);
        });
  }

  public synchronized int size() {
    return rows.size();
  }
}
