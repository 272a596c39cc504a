package dev.larkspur.adapters.postgres;

import dev.larkspur.adapters.postgres.HeldKeys.Behind;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The stages of a rotation, each of which leaves every instance able to read all that there is:
 *
 * <ol>
 *   <li>the new key is added; nobody uses it
 *   <li>when instances had time to see it, it seals; whoever has not seen it looks when they meet
 *       it
 *   <li>all is sealed anew
 *   <li>when nobody can seal with an old key any more, what they sealed meanwhile is sealed anew;
 *       when nothing was left for a minute, the old keys go
 * </ol>
 *
 * One instance at a time has the lease and takes the next step.
 */
@Singleton
final class KeyRotation {
  private static final Logger LOG = LoggerFactory.getLogger(KeyRotation.class);

  /** Three times as long as instances go without a look, as a rule. */
  private static final Duration TO_BE_SEEN = Duration.ofSeconds(15);

  /**
   * Nobody seals with what they saw longer ago; as long again for what they do with it then. It
   * counts from the last replacement: whoever had read a row before that may write it back as it
   * was.
   */
  private static final Duration TO_BE_STORED = DataKeys.LONGEST_UNSEEN.multipliedBy(2);

  private final UUID me = UUID.randomUUID();
  private final DataKeys keys;
  private final KeyRotationRows rows;
  private final RotationPasses passes;
  private final Audit audit;
  private final TransactionOperations<Connection> transactions;

  KeyRotation(
      DataKeys keys,
      KeyRotationRows rows,
      RotationPasses passes,
      Audit audit,
      @Named(Migrations.DATASOURCE) TransactionOperations<Connection> transactions) {
    this.keys = keys;
    this.rows = rows;
    this.passes = passes;
    this.audit = audit;
    this.transactions = transactions;
  }

  /** Whether a new key was added: not if a rotation runs, or if the row was changed meanwhile. */
  boolean begin(HeldKeys now, UUID by) {
    var more = now.keys().withAnother();
    boolean begun =
        allOrNothing(
            () -> {
              if (rows.insertIfNoneRuns(more.newest(), by) == 0 || !keys.change(now, more)) {
                return false;
              }
              audit.rotationStarted(more.newest(), by);
              return true;
            });
    if (begun) {
      keys.look();
      LOG.info("Rotation of the data key: begun, with the new key {}", more.newest());
    }
    return begun;
  }

  /**
   * Takes the next step, if there is one and it is for this instance to take.
   *
   * @return whether there may be another at once
   */
  boolean step() {
    if (keys.held().behind() != Behind.NOT || rows.lease(me) == 0) {
      return false;
    }
    var mine = rows.findRunning().filter(rotation -> me.equals(rotation.leasedBy()));
    return mine.isPresent() && step(mine.get());
  }

  private boolean step(KeyRotationRow rotation) {
    return switch (rotation.state()) {
      case ADDING -> promote(rotation);
      case REENCRYPTING -> reencrypt(rotation);
      case RETIRING -> retire(rotation);
      case DONE -> false;
    };
  }

  private boolean promote(KeyRotationRow rotation) {
    if (rows.now().isBefore(rotation.startedAt().plus(TO_BE_SEEN)) || keys.isAnyLeftBehind()) {
      return false; // the change below asks again; here it spares counting in vain
    }
    var now = keys.look();
    var toDo = passes.toDo(rotation);
    boolean promoted =
        allOrNothing(
            () -> {
              if (rows.promote(rotation.number(), me) == 0
                  || !keys.change(now, now.keys().sealingWith(rotation.newKey()))) {
                return false;
              }
              passes.begin(rotation, toDo);
              return true;
            });
    if (promoted) {
      keys.look();
      LOG.info("Rotation of the data key: the new key seals; {} are to be re-encrypted", toDo);
    }
    return promoted;
  }

  private boolean reencrypt(KeyRotationRow rotation) {
    if (!seals(rotation)) {
      return false;
    }
    if (!passes.goOn(rotation)) {
      rows.retire(rotation.number(), me);
    }
    return true;
  }

  private boolean retire(KeyRotationRow rotation) {
    if (rows.now().isBefore(rotation.changed().plus(TO_BE_STORED)) || !seals(rotation)) {
      return false;
    }
    var now = keys.look();
    var old = Set.copyOf(now.keys().others());
    if (!passes.finish(rotation, old::contains)) {
      return false;
    }
    long broken = passes.broken(rotation);
    boolean finished =
        allOrNothing(
            () -> {
              if (rows.finish(rotation.number(), me) == 0
                  || !keys.change(now, now.keys().withoutOthers())) {
                return false;
              }
              audit.rotationFinished(rotation.newKey(), broken);
              return true;
            });
    if (finished) {
      keys.look();
      LOG.info(
          "Rotation of the data key: done; removed {}; {} ciphertexts open with no key",
          old,
          broken);
    }
    return false;
  }

  /** Whether this instance seals with the new key. */
  private boolean seals(KeyRotationRow rotation) {
    return keys.held().keys().primary() == rotation.newKey()
        || keys.look().keys().primary() == rotation.newKey();
  }

  private boolean allOrNothing(BooleanSupplier change) {
    return transactions.executeWrite(
        status -> {
          boolean made = change.getAsBoolean();
          if (!made) {
            status.setRollbackOnly();
          }
          return made;
        });
  }
}
