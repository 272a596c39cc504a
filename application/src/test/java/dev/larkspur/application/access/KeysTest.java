package dev.larkspur.application.access;

import static dev.larkspur.application.Cast.CALLER;
import static dev.larkspur.application.Cast.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.larkspur.application.Entropy;
import dev.larkspur.application.MutableClock;
import dev.larkspur.application.access.port.CallerTokens;
import dev.larkspur.application.access.port.InMemoryCallerKeys;
import dev.larkspur.application.access.port.InMemoryKeyUses;
import dev.larkspur.application.memory.Memories;
import dev.larkspur.domain.access.Caller;
import dev.larkspur.domain.access.Operation;
import dev.larkspur.domain.access.Reach;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

class KeysTest {
  private static final String ADMIN = "the-administrators-key";

  private final MutableClock clock = new MutableClock(NOON);
  private final InMemoryCallerKeys keys = new InMemoryCallerKeys();
  private final IssueKey issue = new IssueKey(keys, Entropy.secure(), clock);
  private final RotateKey rotate = new RotateKey(keys, Entropy.secure(), clock);
  private final RecogniseCaller recognise =
      new RecogniseCaller(
          Memories.deaf(keys::find),
          new VerifiedTokens(CallerTokens.none(), new ConcurrentHashMap<>(), clock),
          KeyHash.of(ADMIN),
          new KeyUseLedger(new InMemoryKeyUses(keys)),
          clock);

  private IssueKey.Issued issued() {
    return issue.handle(
        "reports",
        Reach.EVERYONE,
        Set.of(Operation.TOKENS_READ),
        NOON.plusSeconds(60),
        100,
        CALLER);
  }

  @Test
  void an_issued_key_is_recognised() {
    var issued = issued();
    assertThat(issued.key().reveal()).startsWith("lk_").hasSize(46);
    assertThat(recognise.handle(issued.key().reveal())).contains(issued.caller());
    assertThat(issued.caller().administrator()).isFalse();
    assertThat(issued.caller().createdAt()).isEqualTo(NOON);
    assertThat(issued.caller().perSecond()).isEqualTo(100);
    assertThat(issued.toString()).doesNotContain(issued.key().reveal());
  }

  @Test
  void two_keys_are_never_the_same() {
    assertThat(issued().key()).isNotEqualTo(issued().key());
  }

  @Test
  void an_unknown_withdrawn_or_expired_key_is_nobodys() {
    assertThat(recognise.handle("lk_unknown")).isEmpty();
    var withdrawn = issued();
    keys.remove(withdrawn.caller().id(), CALLER);
    assertThat(recognise.handle(withdrawn.key().reveal())).isEmpty();
    var expired = issued();
    clock.advance(Duration.ofSeconds(60));
    assertThat(recognise.handle(expired.key().reveal())).isEmpty();
  }

  @Test
  void a_replaced_key_is_recognised_until_the_overlap_ends_and_the_new_one_from_now_on() {
    var old = issue.handle("r", Reach.EVERYONE, Set.of(Operation.TOKENS_READ), null, null, CALLER);
    var id = old.caller().id();
    var next = rotate.handle(id, Duration.ofSeconds(60), CALLER).orElseThrow();
    assertThat(next.caller()).isEqualTo(old.caller());
    assertThat(next.key().reveal()).startsWith("lk_").hasSize(46);
    assertThat(recognise.handle(old.key().reveal())).map(Caller::id).contains(id);
    clock.advance(Duration.ofSeconds(60));
    assertThat(recognise.handle(old.key().reveal())).isEmpty();
    assertThat(recognise.handle(next.key().reveal())).contains(old.caller());

    var last = rotate.handle(id, Duration.ZERO, CALLER).orElseThrow();
    assertThat(recognise.handle(next.key().reveal())).isEmpty();
    assertThat(recognise.handle(last.key().reveal())).contains(old.caller());
  }

  @Test
  void who_has_expired_gets_no_other_key() {
    var expired = issued();
    clock.advance(Duration.ofSeconds(60));
    assertThatThrownBy(() -> rotate.handle(expired.caller().id(), Duration.ZERO, CALLER))
        .isInstanceOfSatisfying(
            KeyExpired.class, e -> assertThat(e.at()).isEqualTo(NOON.plusSeconds(60)));
    assertThat(keys.find(KeyHash.of(expired.key().reveal()))).isPresent();
  }

  @Test
  void an_overlap_is_a_week_at_most() {
    var id = issued().caller().id();
    assertThat(rotate.handle(id, Duration.ofDays(7), CALLER)).isPresent();
    for (var wrong : List.of(Duration.ofSeconds(-1), Duration.ofDays(7).plusSeconds(1))) {
      assertThatThrownBy(() -> rotate.handle(id, wrong, CALLER)).hasMessageContaining("overlap");
    }
  }

  @Test
  void the_administrators_key_is_recognised_without_being_stored() {
    assertThat(recognise.handle(ADMIN)).contains(Caller.firstAdministrator());
    assertThat(keys.list()).isEmpty();
  }

  @Test
  void a_key_that_has_expired_is_not_issued() {
    assertThatThrownBy(
            () ->
                issue.handle(
                    "late", Reach.EVERYONE, Set.of(Operation.TOKENS_READ), NOON, null, CALLER))
        .hasMessageContaining("expires_at");
    assertThat(keys.list()).isEmpty();
  }

  @Test
  void a_hash_hides_what_it_is_of() {
    var hash = KeyHash.of("lk_1");
    assertThat(hash.hex())
        .isEqualTo("c02e53532ba35d994c2b8ebfdcc012ab42b36d39ca079199cf76e149183d5252");
    assertThat(hash).isEqualTo(KeyHash.of("lk_1")).hasSameHashCodeAs(KeyHash.of("lk_1"));
    assertThat(hash).isNotEqualTo(KeyHash.of("lk_2")).isNotEqualTo("lk_1");
    assertThat(hash.hashCode()).isNotZero();
    assertThat(hash.toString()).doesNotContain(hash.hex());
  }

  @Test
  void ids_and_keys_repeat_only_with_the_same_chance() {
    var one = new Entropy(new Random(1));
    var other = new Entropy(new Random(1));
    assertThat(one.uuid()).isEqualTo(other.uuid());
    assertThat(one.unguessable()).isEqualTo(other.unguessable());
    assertThat(one.uuid()).isNotEqualTo(one.uuid());
    assertThat(UUID.fromString(one.uuid().toString()).variant()).isEqualTo(2);
  }
}
