package dev.larkspur.application.access;

import dev.larkspur.application.access.port.IssuerUnavailable;
import dev.larkspur.application.memory.Memory;
import dev.larkspur.domain.access.Caller;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells who calls, by what is presented: a key of ours, or a token of the company's issuer. */
public final class RecogniseCaller {
  private static final Caller ADMINISTRATOR = Caller.firstAdministrator();
  private static final int LONGEST_KEY = 512; // longer, and it is nobody's: not worth a hash

  private final Memory<KeyHash, Caller> keys;
  private final VerifiedTokens tokens;
  private final KeyHash administrator;
  private final KeyUseLedger uses;
  private final InstantSource clock;

  /**
   * @param administrator the hash of the first administrator's key
   */
  public RecogniseCaller(
      Memory<KeyHash, Caller> keys,
      VerifiedTokens tokens,
      KeyHash administrator,
      KeyUseLedger uses,
      InstantSource clock) {
    this.keys = keys;
    this.tokens = tokens;
    this.administrator = administrator;
    this.uses = uses;
    this.clock = clock;
  }

  /**
   * From memory; waits for nothing.
   *
   * @param key visible ASCII
   * @return null: {@link #handle} has to be asked
   */
  public @Nullable Caller peek(String key) {
    boolean isToken = VerifiedTokens.isOne(key);
    if (!isToken && key.length() > LONGEST_KEY) {
      return null;
    }
    var hash = KeyHash.of(key);
    if (hash.equals(administrator)) {
      return ADMINISTRATOR;
    }
    if (isToken) {
      return tokens.recall(hash);
    }
    var remembered = keys.recall(hash);
    var caller = remembered == null ? null : remembered.value().orElse(null);
    return caller == null ? null : noted(caller);
  }

  /** Null: it is expired. */
  private @Nullable Caller noted(Caller caller) {
    var now = clock.instant();
    if (caller.isExpired(now)) {
      return null;
    }
    uses.note(caller.id(), now);
    return caller;
  }

  /**
   * Empty for what is unknown, withdrawn or expired: the caller is told no more than that.
   *
   * @param key visible ASCII
   * @throws IssuerUnavailable if it is a token and its issuer cannot be asked for its keys
   */
  public Optional<Caller> handle(String key) {
    boolean isToken = VerifiedTokens.isOne(key);
    if (!isToken && key.length() > LONGEST_KEY) {
      return Optional.empty();
    }
    var hash = KeyHash.of(key);
    if (hash.equals(administrator)) {
      return Optional.of(ADMINISTRATOR);
    }
    return isToken
        ? tokens.find(key, hash)
        : keys.find(hash).flatMap(caller -> Optional.ofNullable(noted(caller)));
  }
}
