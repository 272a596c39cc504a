package dev.larkspur.adapters.postgres;

import com.google.crypto.tink.Aead;
import dev.larkspur.adapters.postgres.HeldKeys.Behind;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.exceptions.ConfigurationException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys that this instance seals and opens with, as it last saw them in {@code
 * larkspur.data_keys}.
 */
final class DataKeys {
  private static final Logger LOG = LoggerFactory.getLogger(DataKeys.class);

  /**
   * Nothing is sealed with keys that were last looked at longer ago. A rotation waits for twice as
   * long before it removes a key that has ceased to seal.
   */
  static final Duration LONGEST_UNSEEN = Duration.ofSeconds(30);

  private final DataKeyRows rows;
  private final MasterKeys masters;
  private final InstantSource clock;
  private final AtomicReference<HeldKeys> held;

  private DataKeys(DataKeyRows rows, MasterKeys masters, InstantSource clock, HeldKeys first) {
    this.rows = rows;
    this.masters = masters;
    this.clock = clock;
    this.held = new AtomicReference<>(first);
  }

  /**
   * At the start of the context, so that a wrong master key is found there and not by the first
   * person who is asked.
   */
  @Factory
  static final class Start {
    @Context
    DataKeys dataKeys(DataKeyRows rows, MasterKeys masters, InstantSource clock) {
      if (rows.find().isEmpty()) {
        // of several instances that start at once the first stores its set, and all use that one
        var fresh = DataKeySet.fresh();
        rows.insertIfNone(fresh.sealedWith(masters.current()), fresh.primary());
      }
      var asOf = clock.instant(); // see look()
      var row = rows.find().orElseThrow();
      var opened = masters.open(row.keyset()).orElseThrow(Start::wrongKey);
      return new DataKeys(rows, masters, clock, HeldKeys.from(row, opened, asOf));
    }

    private static ConfigurationException wrongKey() {
      return new ConfigurationException(
          "larkspur.master-key (LARKSPUR_MASTER_KEY) is not the key of this database: it does not"
              + " open larkspur.data_keys, and neither does larkspur.master-key-previous"
              + " (LARKSPUR_MASTER_KEY_PREVIOUS), if it is set. Nothing that is sealed can be read."
              + " Bring back the right key, or point to the database that belongs to this one.");
    }
  }

  HeldKeys held() {
    return held.get();
  }

  /**
   * What seals now.
   *
   * @throws CannotSeal if this instance was left behind
   */
  Aead toSeal() {
    var keys = held.get();
    var now = clock.instant();
    if (!keys.maySeal(now, LONGEST_UNSEEN)) {
      keys = look();
      if (!clock.instant().isBefore(now.plus(LONGEST_UNSEEN))) { // we stood still meanwhile
        keys = look();
      }
      if (keys.behind() == Behind.NO_LONGER_SEALING) {
        throw new CannotSeal();
      }
    }
    return keys.aead();
  }

  /** What opens this, if anything does. A key that is not known yet is looked for. */
  Aead toOpen(Sealed sealed) {
    var keys = held.get();
    return (keys.know(sealed) ? keys : look()).aead();
  }

  /** Reads the row again. Only reads, since it may be called in anybody's transaction. */
  HeldKeys look() {
    // before the query: a process that is stopped after it must not take an old answer for a new
    // one
    var asOf = clock.instant();
    var row = rows.find().orElseThrow(() -> new IllegalStateException("The data keys are gone"));
    return held.accumulateAndGet(seen(row, asOf), HeldKeys::later);
  }

  private HeldKeys seen(DataKeyRow row, Instant now) {
    var before = held.get();
    if (row.version() == before.version()) {
      return before.confirmed(now);
    }
    var opened = masters.open(row.keyset());
    if (opened.isPresent()) {
      return HeldKeys.from(row, opened.get(), now);
    }
    if (before.behind() == Behind.NOT) {
      LOG.warn(
          "The stored keys are sealed with a master key that this instance does not have; it goes on"
              + " with those that it holds. Restart it with the new LARKSPUR_MASTER_KEY");
    }
    return before.leftBehindBy(row, now);
  }

  /**
   * Stores other keys in place of {@code before}, in the caller's transaction; they are sealed with
   * what opened those, so that whoever could read the row still can.
   *
   * @return false if somebody changed the row since, or an instance was left behind by it of late
   */
  boolean change(HeldKeys before, DataKeySet keys) {
    var sealed = keys.sealedWith(before.opened().by());
    return rows.change(sealed, keys.primary(), before.version()) == 1;
  }

  /**
   * Stores the same keys, sealed with the current master key, in the caller's transaction.
   *
   * @return false if somebody changed the row since, or a rotation runs, which must not leave
   *     anybody behind
   */
  boolean sealAnew(HeldKeys before) {
    var sealed = before.keys().sealedWith(masters.current());
    return rows.sealAnew(sealed, before.version()) == 1;
  }

  /** Tells the others that this instance cannot open the row. */
  void tellLeftBehind() {
    rows.tellLeftBehind();
  }

  /** Whether an instance told so of late. */
  boolean isAnyLeftBehind() {
    return rows.countLeftBehind() > 0;
  }

  Instant madeAt() {
    return rows.find().orElseThrow().createdAt();
  }
}
