package dev.larkspur.application.access.port;

import static dev.larkspur.application.Cast.ANN;
import static dev.larkspur.application.Cast.APP;
import static dev.larkspur.application.Cast.CALLER;
import static dev.larkspur.application.Cast.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.larkspur.application.MutableClock;
import dev.larkspur.application.StoreContract;
import dev.larkspur.application.access.KeyHash;
import dev.larkspur.domain.access.Caller;
import dev.larkspur.domain.access.Operation;
import dev.larkspur.domain.access.Reach;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every store of callers' keys keeps to. */
public interface CallerKeysContract extends StoreContract {
  @Test
  default void a_caller_is_found_by_the_hash_of_its_key_and_by_nothing_else() {
    var keys = empty(new MutableClock(NOON)).keys();
    var limited =
        new Caller(
            UUID.randomUUID(),
            "reports",
            new Reach(Set.of(APP), Set.of(ANN.openId())),
            Set.of(Operation.TOKENS_READ, Operation.GRANTS_READ),
            false,
            NOON,
            NOON.plusSeconds(60),
            100);
    var free =
        new Caller(
            UUID.randomUUID(),
            "batch",
            Reach.EVERYONE,
            Set.of(Operation.AUTHORIZATIONS_WRITE),
            false,
            NOON.plusSeconds(1),
            null);
    keys.add(limited, KeyHash.of("lk_limited"), CALLER);
    keys.add(free, KeyHash.of("lk_free"), CALLER);
    assertThat(keys.find(KeyHash.of("lk_limited"))).contains(limited);
    assertThat(keys.find(KeyHash.of("lk_free"))).contains(free);
    assertThat(keys.find(KeyHash.of("lk_Free"))).isEmpty();
    assertThat(keys.list()).containsExactly(limited, free);
  }

  @Test
  default void a_removed_key_is_gone_at_once() {
    var keys = empty(new MutableClock(NOON)).keys();
    var caller =
        new Caller(
            UUID.randomUUID(),
            "batch",
            Reach.EVERYONE,
            Set.of(Operation.TOKENS_READ),
            false,
            NOON,
            null);
    keys.add(caller, KeyHash.of("lk_1"), CALLER);
    assertThat(keys.remove(caller.id(), CALLER)).isTrue();
    assertThat(keys.remove(caller.id(), CALLER)).isFalse();
    assertThat(keys.find(KeyHash.of("lk_1"))).isEmpty();
    assertThat(keys.list()).isEmpty();
  }
}
