package dev.larkspur.adapters.postgres;

import com.google.crypto.tink.Aead;
import dev.larkspur.adapters.postgres.MasterKeys.Opened;
import java.time.Duration;
import java.time.Instant;

/**
 * What an instance knows of the keys.
 *
 * @param version of the row that they are from
 * @param asOf when the row was last looked at
 * @param behind how far the instance was left behind by the row as it is now
 */
record HeldKeys(long version, Opened opened, Aead aead, Instant asOf, Behind behind) {

  /** Whether the row can still be opened. */
  enum Behind {
    NOT,
    /** It is sealed with a master key that this instance does not have; the same key seals. */
    STILL_SEALING,
    /** The same, and a key seals that this instance does not have either. */
    NO_LONGER_SEALING
  }

  static HeldKeys from(DataKeyRow row, Opened opened, Instant now) {
    return new HeldKeys(row.version(), opened, opened.keys().aead(), now, Behind.NOT);
  }

  DataKeySet keys() {
    return opened.keys();
  }

  /** Whether they may seal without another look: no key is removed that one might still use. */
  boolean maySeal(Instant now, Duration longest) {
    return behind != Behind.NO_LONGER_SEALING
        && !now.isBefore(asOf)
        && now.isBefore(asOf.plus(longest));
  }

  /** Whether they have the key that {@code sealed} names; true if it names none. */
  boolean know(Sealed sealed) {
    var key = sealed.key();
    return key.isEmpty() || keys().ids().contains(key.getAsLong());
  }

  /** After a look that found nothing new. */
  HeldKeys confirmed(Instant now) {
    return new HeldKeys(version, opened, aead, now, Behind.NOT);
  }

  /** After a look that found what cannot be opened. */
  HeldKeys leftBehindBy(DataKeyRow row, Instant now) {
    var sealing = row.primaryKey();
    var how =
        sealing == null || sealing == keys().primary()
            ? Behind.STILL_SEALING
            : Behind.NO_LONGER_SEALING;
    return new HeldKeys(version, opened, aead, now, how);
  }

  /** The later of two looks. */
  static HeldKeys later(HeldKeys one, HeldKeys other) {
    if (one.version() != other.version()) {
      return one.version() > other.version() ? one : other;
    }
    return one.asOf().isAfter(other.asOf()) ? one : other;
  }
}
