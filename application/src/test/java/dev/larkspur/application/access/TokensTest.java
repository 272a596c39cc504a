package dev.larkspur.application.access;

import static dev.larkspur.application.Cast.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.larkspur.application.MutableClock;
import dev.larkspur.application.access.port.CallerTokens;
import dev.larkspur.application.access.port.InMemoryCallerKeys;
import dev.larkspur.application.access.port.InMemoryKeyUses;
import dev.larkspur.application.access.port.IssuerUnavailable;
import dev.larkspur.application.memory.Memories;
import dev.larkspur.domain.access.Caller;
import dev.larkspur.domain.access.Operation;
import dev.larkspur.domain.access.Reach;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

class TokensTest {
  private static final String GOOD = "a.good.one";
  private static final Caller CALLER =
      new Caller(
          UUID.randomUUID(),
          "reports",
          Reach.EVERYONE,
          Set.of(Operation.TOKENS_READ),
          false,
          NOON,
          NOON.plusSeconds(30));

  private final MutableClock clock = new MutableClock(NOON);
  private final List<String> asked = new ArrayList<>();
  private final List<String> askedForKeys = new ArrayList<>();
  private final ConcurrentHashMap<KeyHash, Caller> good = new ConcurrentHashMap<>();
  private final RecogniseCaller recognise = recognising(this::answer);

  private RecogniseCaller recognising(CallerTokens issuer) {
    return new RecogniseCaller(
        Memories.deaf(
            hash -> {
              askedForKeys.add(hash.hex());
              return Optional.empty();
            }),
        new VerifiedTokens(issuer, good, clock),
        KeyHash.of("an.administrators.key"),
        new KeyUseLedger(new InMemoryKeyUses(new InMemoryCallerKeys())),
        clock);
  }

  private Optional<Caller> answer(String token) {
    asked.add(token);
    return token.equals(GOOD) ? Optional.of(CALLER) : Optional.empty();
  }

  @Test
  void a_good_token_is_asked_for_once_and_then_remembered_until_it_ends() {
    assertThat(recognise.peek(GOOD)).isNull();
    assertThat(recognise.handle(GOOD)).contains(CALLER);
    assertThat(recognise.handle(GOOD)).contains(CALLER);
    assertThat(recognise.peek(GOOD)).isEqualTo(CALLER);
    assertThat(asked).hasSize(1);
    clock.advance(Duration.ofSeconds(30));
    assertThat(recognise.peek(GOOD)).isNull();
    assertThat(recognise.handle(GOOD)).isEmpty();
    assertThat(asked).hasSize(2);
  }

  @Test
  void a_bad_token_is_not_remembered_and_the_store_is_not_asked() {
    assertThat(recognise.handle("a.bad.one")).isEmpty();
    assertThat(recognise.handle("a.bad.one")).isEmpty();
    assertThat(asked).hasSize(2);
    assertThat(good).isEmpty();
    assertThat(askedForKeys).isEmpty();
  }

  @Test
  void what_is_too_long_is_nobodys_and_nobody_is_asked() {
    for (var text :
        List.of("a.b." + "c".repeat(8_189), "k".repeat(513), "a.b." + "c.".repeat(300))) {
      assertThat(recognise.peek(text)).isNull();
      assertThat(recognise.handle(text)).isEmpty();
    }
    assertThat(asked).isEmpty();
    assertThat(askedForKeys).isEmpty();
    assertThat(recognise.handle("a.b." + "c".repeat(8_188))).isEmpty();
    assertThat(asked).hasSize(1);
  }

  @Test
  void only_what_has_the_shape_of_a_token_is_one() {
    for (var text : List.of("lk_key", ".b.c", "a.b", "a.b.c.d", "a.b.c.d.e", "..")) {
      assertThat(recognise.handle(text)).isEmpty();
    }
    assertThat(asked).isEmpty();
    assertThat(askedForKeys).hasSize(6);
  }

  @Test
  void an_administrators_key_may_look_like_a_token() {
    assertThat(recognise.handle("an.administrators.key").map(Caller::administrator)).contains(true);
    assertThat(recognise.peek("an.administrators.key")).isNotNull();
    assertThat(asked).isEmpty();
  }

  @Test
  void that_it_cannot_be_told_is_not_taken_for_no() {
    var recognise =
        recognising(
            _ -> {
              throw new IssuerUnavailable(new IllegalStateException("out"));
            });
    assertThatThrownBy(() -> recognise.handle(GOOD)).isInstanceOf(IssuerUnavailable.class);
    good.put(KeyHash.of(GOOD), CALLER);
    assertThat(recognise.handle(GOOD)).contains(CALLER);
  }
}
