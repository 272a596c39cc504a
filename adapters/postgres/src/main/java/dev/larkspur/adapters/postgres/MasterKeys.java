package dev.larkspur.adapters.postgres;

import com.google.crypto.tink.Aead;
import io.micronaut.context.annotation.Property;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The master key and, while it is being changed, the one before it. */
@Singleton
final class MasterKeys {
  private final MasterKey current;
  private final @Nullable MasterKey previous;

  MasterKeys(
      @Property(name = "larkspur.master-key") @Nullable String current,
      @Property(name = "larkspur.master-key-previous") @Nullable String previous) {
    this.current = new MasterKey("larkspur.master-key (LARKSPUR_MASTER_KEY)", current);
    this.previous =
        previous == null
            ? null
            : new MasterKey(
                "larkspur.master-key-previous (LARKSPUR_MASTER_KEY_PREVIOUS)", previous);
  }

  /**
   * A key set that was opened.
   *
   * @param by what opened it; a changed set is sealed with the same, so that whoever could open it
   *     before still can
   */
  record Opened(DataKeySet keys, Aead by, boolean byPrevious) {}

  /** Empty if no key that we have opens it. */
  Optional<Opened> open(Sealed keyset) {
    var first = current.aead();
    var opened = DataKeySet.open(keyset, first).map(keys -> new Opened(keys, first, false));
    if (opened.isPresent() || previous == null) {
      return opened;
    }
    var second = previous.aead();
    return DataKeySet.open(keyset, second).map(keys -> new Opened(keys, second, true));
  }

  Aead current() {
    return current.aead();
  }
}
