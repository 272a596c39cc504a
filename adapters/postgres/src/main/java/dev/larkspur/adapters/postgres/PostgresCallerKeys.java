package dev.larkspur.adapters.postgres;

import static java.util.stream.Collectors.toSet;

import dev.larkspur.application.access.KeyHash;
import dev.larkspur.application.access.port.CallerKeys;
import dev.larkspur.application.memory.Hearing;
import dev.larkspur.domain.access.Caller;
import dev.larkspur.domain.access.Operation;
import dev.larkspur.domain.access.Reach;
import dev.larkspur.domain.identity.AppId;
import dev.larkspur.domain.identity.OpenId;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Callers in {@code larkspur.caller_key}. */
@Singleton
@Order(Ordered.LOWEST_PRECEDENCE)
final class PostgresCallerKeys implements CallerKeys {
  private final CallerKeyRows rows;
  private final PromptReads prompt;
  private final Audit audit;
  private final Hearing hearing;
  private final TransactionOperations<Connection> transactions;

  PostgresCallerKeys(
      CallerKeyRows rows,
      PromptReads prompt,
      Audit audit,
      Hearing hearing,
      @Named(Migrations.DATASOURCE) TransactionOperations<Connection> transactions) {
    this.rows = rows;
    this.prompt = prompt;
    this.audit = audit;
    this.hearing = hearing;
    this.transactions = transactions;
  }

  /**
   * @throws IllegalArgumentException for the administrator, whose key is in the settings only
   */
  @Override
  public void add(Caller caller, KeyHash hash, UUID by) {
    if (caller.administrator()) {
      throw new IllegalArgumentException("the administrator's key is not kept in the database");
    }
    transactions.executeWrite(
        _ -> {
          audit.keyAdded(caller.id(), by);
          return rows.save(row(caller, hash));
        });
    hearing.keysChanged();
  }

  @Override
  public Optional<Caller> find(KeyHash hash) {
    return prompt.read(() -> rows.find(hash.hex())).map(row -> caller(row, hash));
  }

  @Override
  public List<Caller> list() {
    return rows.findAllOldestFirst().stream().map(PostgresCallerKeys::caller).toList();
  }

  @Override
  public Optional<Caller> rotate(
      UUID id, KeyHash hash, Instant now, @Nullable Instant oldUntil, UUID by) {
    var until = oldUntil == null ? null : Storable.instant(oldUntil);
    var rotated =
        transactions.executeWrite(
            _ -> {
              var row = rows.lock(id);
              row.filter(r -> !caller(r).isExpired(now))
                  .ifPresent(
                      r -> {
                        rows.update(r.rotated(hash.hex(), until));
                        audit.keyRotated(id, until, by);
                      });
              return row.map(PostgresCallerKeys::caller);
            });
    hearing.keysChanged();
    return rotated;
  }

  @Override
  public boolean remove(UUID id, UUID by) {
    boolean isRemoved =
        transactions.executeWrite(
            _ -> {
              var removed = rows.deleteById(id) > 0;
              if (removed) {
                audit.keyRemoved(id, by);
              }
              return removed;
            });
    hearing.keysChanged();
    return isRemoved;
  }

  private static CallerKeyRow row(Caller caller, KeyHash hash) {
    return new CallerKeyRow(
        caller.id(),
        hash.hex(),
        caller.name(),
        texts(caller.reach().apps(), AppId::value),
        texts(caller.reach().users(), OpenId::value),
        caller.operations().stream().map(Operation::text).sorted().toList(),
        Storable.instant(caller.createdAt()),
        caller.expiresAt() == null ? null : Storable.instant(caller.expiresAt()),
        caller.perSecond(),
        null,
        null);
  }

  private static Caller caller(CallerKeyRow row, KeyHash shown) {
    var oldUntil = row.oldUntil();
    return oldUntil == null || row.hash().equals(shown.hex())
        ? caller(row)
        : caller(row).until(oldUntil);
  }

  private static Caller caller(CallerKeyRow row) {
    return new Caller(
        row.id(),
        row.name(),
        new Reach(values(row.apps(), AppId::new), values(row.users(), OpenId::new)),
        row.operations().stream().map(PostgresCallerKeys::operation).collect(toSet()),
        false,
        row.createdAt(),
        row.expiresAt(),
        row.perSecond());
  }

  private static Operation operation(String text) {
    return Operation.of(text)
        .orElseThrow(
            () -> new IllegalStateException("larkspur.caller_key: no such operation: " + text));
  }

  private static <T> @Nullable List<String> texts(
      @Nullable Set<T> values, Function<T, String> text) {
    return values == null ? null : values.stream().map(text).sorted().toList();
  }

  private static <T> @Nullable Set<T> values(
      @Nullable List<String> texts, Function<String, T> value) {
    return texts == null ? null : texts.stream().map(value).collect(toSet());
  }
}
