package dev.larkspur.adapters.postgres;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingLong;

import dev.larkspur.adapters.postgres.HeldKeys.Behind;
import dev.larkspur.application.keys.port.KeyReport;
import dev.larkspur.application.keys.port.KeyReport.Status;
import dev.larkspur.application.keys.port.Rotation;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells of the keys and their rotation what may be told. */
@Singleton
final class KeyReports {
  private final DataKeys keys;
  private final SealedTables sealed;
  private final KeyRotationRows rotations;
  private final KeyRotationTableRows tables;

  KeyReports(
      DataKeys keys, SealedTables sealed, KeyRotationRows rotations, KeyRotationTableRows tables) {
    this.keys = keys;
    this.sealed = sealed;
    this.rotations = rotations;
    this.tables = tables;
  }

  KeyReport report(HeldKeys held) {
    var all = rotations.findAll();
    var uses =
        sealed.counts().stream()
            .collect(
                groupingBy(SealedTables.Count::key, summingLong(SealedTables.Count::ciphertexts)));
    return new KeyReport(
        held.keys().ids().stream()
            .map(
                id ->
                    new KeyReport.Key(
                        id, madeAt(id, all), status(id, held, all), uses.getOrDefault(id, 0L)))
            .toList(),
        rotation().orElse(null),
        new KeyReport.MasterKey(
            held.behind() == Behind.NOT && !held.opened().byPrevious(),
            held.behind() == Behind.NOT && held.opened().byPrevious(),
            held.behind() != Behind.NOT || keys.isAnyLeftBehind()));
  }

  /** A key was made with the rotation that added it, or else with the row. */
  private Instant madeAt(long id, List<KeyRotationRow> all) {
    return all.stream()
        .filter(rotation -> rotation.newKey() == id)
        .map(KeyRotationRow::startedAt)
        .findFirst()
        .orElseGet(keys::madeAt);
  }

  private static Status status(long id, HeldKeys held, List<KeyRotationRow> all) {
    if (id == held.keys().primary()) {
      return Status.PRIMARY;
    }
    return all.stream().anyMatch(r -> r.newKey() == id && r.state() == Rotation.State.ADDING)
        ? Status.NEW
        : Status.OLD;
  }

  boolean isRunning() {
    return rotations.findRunning().isPresent();
  }

  /** The running one, or else the last one. */
  Optional<Rotation> rotation() {
    return rotations.findLatest().map(this::rotation);
  }

  private Rotation rotation(KeyRotationRow row) {
    var parts =
        tables.findByRotation(row.number()).stream()
            .map(t -> new Rotation.Table(t.tableName(), t.total(), t.done(), t.broken()))
            .toList();
    var known =
        new Rotation(row.newKey(), row.state(), row.startedAt(), row.finishedAt(), parts, null);
    return row.state() == Rotation.State.REENCRYPTING
        ? new Rotation(
            row.newKey(), row.state(), row.startedAt(), null, parts, left(known, row.promoted()))
        : known;
  }

  /** As fast as so far. */
  private @Nullable Duration left(Rotation known, Instant since) {
    var spent = Duration.between(since, rotations.now());
    return known.done() == 0
        ? null
        : Duration.ofMillis(spent.toMillis() * (known.total() - known.done()) / known.done());
  }
}
