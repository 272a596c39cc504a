package dev.larkspur.domain.authorization;

import dev.larkspur.domain.identity.Person;
import dev.larkspur.domain.token.Scopes;
import java.time.Instant;
import java.util.UUID;

/**
 * What was asked for; the part of a session that no transition changes.
 *
 * @param scopes never empty, and no more than the platform takes at once
 * @param requestedBy the caller's key; {@link #OURSELVES} if no service asked
 */
public record AuthRequest(
    AuthSessionId id,
    Person person,
    Method method,
    Scopes scopes,
    Nonce nonce,
    CardWish card,
    Occasion occasion,
    UUID requestedBy,
    Instant createdAt) {

  /** Stands for Larkspur where a caller's key would be named. */
  public static final UUID OURSELVES = new UUID(0, 0);

  /** What the platform takes in one request; people may have consented to more by and by. */
  public static final int MOST_SCOPES = 50;

  /**
   * @throws IllegalArgumentException if there are no scopes or more than {@value #MOST_SCOPES}
   */
  public AuthRequest {
    if (scopes.isEmpty() || scopes.names().size() > MOST_SCOPES) {
      throw new IllegalArgumentException(
          "1 to "
              + MOST_SCOPES
              + " scopes can be asked for at once, those being asked for included");
    }
  }

  /**
   * The same request, for more scopes and with the newer wishes; the card stays where and what it
   * is.
   */
  AuthRequest mergedWith(AuthRequest newer) {
    return new AuthRequest(
        id,
        person,
        newer.method.waitsForPress() ? method : newer.method,
        scopes.union(newer.scopes),
        nonce,
        newer.card.onCardOf(card),
        newer.occasion,
        requestedBy,
        createdAt);
  }

  /** This request, for the scopes of {@code older} too. */
  AuthRequest alsoFor(Scopes older) {
    return new AuthRequest(
        id, person, method, scopes.union(older), nonce, card, occasion, requestedBy, createdAt);
  }
}
