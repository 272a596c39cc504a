package dev.larkspur.wiring;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Interner;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.larkspur.application.access.KeyHash;
import dev.larkspur.application.access.VerifiedTokens;
import dev.larkspur.application.access.port.CallerKeys;
import dev.larkspur.application.access.port.CallerTokens;
import dev.larkspur.application.memory.Hearing;
import dev.larkspur.application.memory.Memory;
import dev.larkspur.application.memory.Memory.Known;
import dev.larkspur.application.token.ReadLendable;
import dev.larkspur.application.token.Remembered;
import dev.larkspur.application.token.port.Grants;
import dev.larkspur.application.token.port.TokenMemory;
import dev.larkspur.domain.access.Caller;
import dev.larkspur.domain.identity.Person;
import dev.larkspur.domain.token.Scopes;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Secondary;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ConcurrentMap;

/** What this instance remembers, so that lookups need not ask the store. */
@Factory
final class Memories {
  private static final int MOST_TOKENS =
      100_000; // with tokens of 1.5 KB some 300 MB, if all are used
  private static final int MOST_CALLERS = 10_000;
  private static final int MOST_VERIFIED = 10_000;

  /**
   * Changes are heard of, so that only what comes without a word is late: a grant may be told as
   * active for so long whose last refresh has become uncertain.
   */
  private static final Duration OLDEST = Duration.ofMinutes(5);

  /** Of what nobody tells: that the company's issuer has withdrawn a key. */
  private static final Duration OLDEST_VERIFIED = Duration.ofMinutes(1);

  @Singleton
  Hearing hearing() {
    return new Hearing();
  }

  @Singleton
  @Secondary
  TokenMemory tokenMemory() {
    return TokenMemory.none();
  }

  @Singleton
  Memory<Person, Remembered> tokens(
      Grants grants, TokenMemory shared, Hearing hearing, InstantSource clock) {
    ConcurrentMap<Person, Known<Remembered>> known = bounded(MOST_TOKENS, OLDEST, hearing::heardAt);
    var read = new ReadLendable(grants, shared, hearing, clock);
    var scopes = Interner.<Scopes>newWeakInterner(); // most people consented to the same
    var memory =
        new Memory<Person, Remembered>(
            known,
            person ->
                read.handle(person)
                    .map(token -> token.sharing(scopes.intern(token.scopes())))
                    .map(Remembered::new),
            hearing,
            OLDEST,
            Memories::aside);
    hearing.onGrant(memory::forget);
    return memory;
  }

  @Singleton
  Memory<KeyHash, Caller> callers(CallerKeys keys, Hearing hearing) {
    ConcurrentMap<KeyHash, Known<Caller>> known = bounded(MOST_CALLERS, OLDEST, hearing::heardAt);
    var memory = new Memory<>(known, keys::find, hearing, OLDEST, Memories::aside);
    hearing.onKeys(memory::forgetAll);
    return memory;
  }

  @Singleton
  VerifiedTokens verifiedTokens(CallerTokens tokens, InstantSource clock) {
    return new VerifiedTokens(
        tokens, bounded(MOST_VERIFIED, OLDEST_VERIFIED, Ticker.systemTicker()), clock);
  }

  private static void aside(Runnable task) {
    Thread.ofVirtual().name("larkspur-memory").start(task);
  }

  private static <K, V> ConcurrentMap<K, V> bounded(int most, Duration oldest, Ticker ticker) {
    return Caffeine.newBuilder()
        .maximumSize(most)
        .expireAfterWrite(oldest)
        .ticker(ticker)
        .<K, V>build()
        .asMap();
  }
}
