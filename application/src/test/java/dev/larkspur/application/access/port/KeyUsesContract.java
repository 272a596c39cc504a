package dev.larkspur.application.access.port;

import static dev.larkspur.application.Cast.CALLER;
import static dev.larkspur.application.Cast.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.larkspur.application.MutableClock;
import dev.larkspur.application.StoreContract;
import dev.larkspur.application.access.KeyHash;
import dev.larkspur.domain.access.Caller;
import dev.larkspur.domain.access.Operation;
import dev.larkspur.domain.access.Reach;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every store of the last uses of keys keeps to. */
public interface KeyUsesContract extends StoreContract {
  /** Over the store of the last {@link #empty}. */
  KeyUses uses();

  private static UUID caller(CallerKeys keys, String key) {
    var operations = Set.of(Operation.TOKENS_READ);
    var caller =
        new Caller(UUID.randomUUID(), "batch", Reach.EVERYONE, operations, false, NOON, null);
    keys.add(caller, KeyHash.of(key), CALLER);
    return caller.id();
  }

  @Test
  default void the_last_use_is_told_and_an_earlier_one_comes_too_late() {
    var keys = empty(new MutableClock(NOON)).keys();
    var uses = uses();
    var one = caller(keys, "lk_1");
    var other = caller(keys, "lk_2");
    caller(keys, "lk_3");
    assertThat(uses.last()).isEmpty();
    uses.record(Map.of(one, NOON, other, NOON.plusSeconds(5)));
    assertThat(uses.last()).isEqualTo(Map.of(one, NOON, other, NOON.plusSeconds(5)));
    uses.record(Map.of(one, NOON.plusSeconds(1), other, NOON.plusSeconds(4)));
    assertThat(uses.last()).isEqualTo(Map.of(one, NOON.plusSeconds(1), other, NOON.plusSeconds(5)));
  }

  @Test
  default void who_is_no_caller_any_more_is_passed_over() {
    var keys = empty(new MutableClock(NOON)).keys();
    var uses = uses();
    var gone = caller(keys, "lk_1");
    var there = caller(keys, "lk_2");
    uses.record(Map.of(gone, NOON));
    keys.remove(gone, CALLER);
    assertThat(uses.last()).isEmpty();
    uses.record(Map.of(gone, NOON, there, NOON, UUID.randomUUID(), NOON));
    assertThat(uses.last()).isEqualTo(Map.of(there, NOON));
  }
}
