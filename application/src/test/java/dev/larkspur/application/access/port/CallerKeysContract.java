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
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
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

  /** One who may look up anybody's token. */
  static Caller batch(@Nullable Instant expiresAt) {
    return new Caller(
        UUID.randomUUID(),
        "batch",
        Reach.EVERYONE,
        Set.of(Operation.TOKENS_READ),
        false,
        NOON,
        expiresAt,
        7);
  }

  @Test
  default void a_key_that_was_replaced_is_good_until_the_overlap_ends() {
    var keys = empty(new MutableClock(NOON)).keys();
    var caller = batch(null);
    var end = NOON.plusSeconds(60);
    keys.add(caller, KeyHash.of("lk_1"), CALLER);
    assertThat(keys.rotate(caller.id(), KeyHash.of("lk_2"), NOON, end, CALLER)).contains(caller);
    assertThat(keys.find(KeyHash.of("lk_2"))).contains(caller);
    assertThat(keys.find(KeyHash.of("lk_1"))).contains(caller.until(end));
    assertThat(keys.list()).containsExactly(caller);
  }

  @Test
  default void a_callers_own_end_comes_before_that_of_an_overlap() {
    var keys = empty(new MutableClock(NOON)).keys();
    var caller = batch(NOON.plusSeconds(30));
    keys.add(caller, KeyHash.of("lk_1"), CALLER);
    keys.rotate(caller.id(), KeyHash.of("lk_2"), NOON, NOON.plusSeconds(60), CALLER);
    assertThat(keys.find(KeyHash.of("lk_1"))).contains(caller);
    assertThat(keys.find(KeyHash.of("lk_2"))).contains(caller);
  }

  @Test
  default void of_two_that_were_replaced_the_older_ends_at_once() {
    var keys = empty(new MutableClock(NOON)).keys();
    var caller = batch(null);
    var end = NOON.plusSeconds(60);
    keys.add(caller, KeyHash.of("lk_1"), CALLER);
    keys.rotate(caller.id(), KeyHash.of("lk_2"), NOON, end.plusSeconds(60), CALLER);
    keys.rotate(caller.id(), KeyHash.of("lk_3"), NOON, end, CALLER);
    assertThat(keys.find(KeyHash.of("lk_1"))).isEmpty();
    assertThat(keys.find(KeyHash.of("lk_2"))).contains(caller.until(end));
    assertThat(keys.find(KeyHash.of("lk_3"))).contains(caller);
  }

  @Test
  default void without_an_overlap_all_old_keys_end_at_once() {
    var keys = empty(new MutableClock(NOON)).keys();
    var caller = batch(null);
    keys.add(caller, KeyHash.of("lk_1"), CALLER);
    keys.rotate(caller.id(), KeyHash.of("lk_2"), NOON, NOON.plusSeconds(60), CALLER);
    keys.rotate(caller.id(), KeyHash.of("lk_3"), NOON, null, CALLER);
    assertThat(keys.find(KeyHash.of("lk_1"))).isEmpty();
    assertThat(keys.find(KeyHash.of("lk_2"))).isEmpty();
    assertThat(keys.find(KeyHash.of("lk_3"))).contains(caller);
  }

  @Test
  default void a_caller_that_is_not_there_gets_no_other_key() {
    var keys = empty(new MutableClock(NOON)).keys();
    var end = NOON.plusSeconds(60);
    assertThat(keys.rotate(UUID.randomUUID(), KeyHash.of("lk_1"), NOON, end, CALLER)).isEmpty();
    assertThat(keys.find(KeyHash.of("lk_1"))).isEmpty();
    var caller = batch(null);
    keys.add(caller, KeyHash.of("lk_2"), CALLER);
    keys.rotate(caller.id(), KeyHash.of("lk_3"), NOON, end, CALLER);
    keys.remove(caller.id(), CALLER);
    assertThat(keys.find(KeyHash.of("lk_2"))).isEmpty();
    assertThat(keys.find(KeyHash.of("lk_3"))).isEmpty();
  }

  @Test
  default void a_caller_that_has_expired_keeps_the_keys_that_it_had() {
    var keys = empty(new MutableClock(NOON)).keys();
    var end = NOON.plusSeconds(30);
    var caller = batch(end);
    keys.add(caller, KeyHash.of("lk_1"), CALLER);
    assertThat(keys.rotate(caller.id(), KeyHash.of("lk_2"), end, end.plusSeconds(60), CALLER))
        .contains(caller);
    assertThat(keys.find(KeyHash.of("lk_1"))).contains(caller);
    assertThat(keys.find(KeyHash.of("lk_2"))).isEmpty();
    var before = end.minusMillis(1);
    keys.rotate(caller.id(), KeyHash.of("lk_3"), before, null, CALLER);
    assertThat(keys.find(KeyHash.of("lk_3"))).contains(caller);
  }

  @Test
  default void a_removed_key_is_gone_at_once() {
    var keys = empty(new MutableClock(NOON)).keys();
    var caller = batch(null);
    keys.add(caller, KeyHash.of("lk_1"), CALLER);
    assertThat(keys.remove(caller.id(), CALLER)).isTrue();
    assertThat(keys.remove(caller.id(), CALLER)).isFalse();
    assertThat(keys.find(KeyHash.of("lk_1"))).isEmpty();
    assertThat(keys.list()).isEmpty();
  }
}
