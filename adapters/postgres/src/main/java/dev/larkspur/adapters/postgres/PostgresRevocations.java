package dev.larkspur.adapters.postgres;

import dev.larkspur.application.Entropy;
import dev.larkspur.application.token.port.Revocations;
import dev.larkspur.domain.identity.AppId;
import dev.larkspur.domain.identity.OpenId;
import dev.larkspur.domain.identity.Person;
import dev.larkspur.domain.token.TokenPair;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Pairs to be revoked in {@code larkspur.revocation}; a lease is a due time in the future. */
@Singleton
@Order(Ordered.LOWEST_PRECEDENCE)
final class PostgresRevocations implements Revocations {
  private static final Logger LOG = LoggerFactory.getLogger(PostgresRevocations.class);

  private final RevocationRows rows;
  private final PairSeals seals;
  private final Entropy entropy;
  private final TransactionOperations<Connection> transactions;

  PostgresRevocations(
      RevocationRows rows,
      PairSeals seals,
      Entropy entropy,
      @Named(Migrations.DATASOURCE) TransactionOperations<Connection> transactions) {
    this.rows = rows;
    this.seals = seals;
    this.entropy = entropy;
    this.transactions = transactions;
  }

  /** Joins the transaction that withdraws the grant, if there is one. */
  @Override
  public void add(Person person, TokenPair pair, Instant at) {
    var id = entropy.uuid();
    var place = PairSeals.placeOf(id);
    var refresh = pair.refresh();
    rows.save(
        new RevocationRow(
            id,
            person.app().value(),
            person.openId().value(),
            seals.access(pair, place),
            seals.refresh(pair, place),
            Storable.instant(pair.issuedAt()),
            Storable.instant(pair.expiresAt()),
            refresh == null ? null : Storable.instant(refresh.expiresAt()),
            List.copyOf(pair.scopes().names()),
            Storable.instant(at),
            0,
            Storable.instant(at)));
  }

  @Override
  public List<Pending> lease(Instant now, Instant until, int most) {
    return leased(() -> rows.lockDue(now, most), until);
  }

  @Override
  public List<Pending> leaseOf(Person person, Instant now, Instant until) {
    return leased(() -> rows.lockOf(person.app().value(), person.openId().value(), now), until);
  }

  private List<Pending> leased(Supplier<List<RevocationRow>> due, Instant until) {
    var locked =
        transactions.executeWrite(
            _ -> {
              var found = due.get();
              if (!found.isEmpty()) {
                rows.lease(found.stream().map(RevocationRow::id).toList(), Storable.instant(until));
              }
              return found;
            });
    return locked.stream().flatMap(this::pending).toList();
  }

  /** One that was tampered with is reported each time and left out, so that it stops no other. */
  private Stream<Pending> pending(RevocationRow row) {
    try {
      var person = new Person(new AppId(row.appId()), new OpenId(row.openId()));
      var columns =
          new PairSeals.Columns(
              row.accessToken(),
              row.refreshToken(),
              row.issuedAt(),
              row.expiresAt(),
              row.refreshExpiresAt(),
              row.scopes());
      var pair = seals.open(columns, PairSeals.placeOf(row.id()));
      return Stream.of(new Pending(row.id(), person, pair, row.attempts(), row.since()));
    } catch (RuntimeException e) {
      LOG.error("A pair that is to be revoked cannot be read and is left alone", e);
      return Stream.empty();
    }
  }

  @Override
  public void done(UUID id) {
    rows.deleteById(id);
  }

  @Override
  public void again(UUID id, Instant at) {
    rows.again(id, Storable.instant(at));
  }
}
