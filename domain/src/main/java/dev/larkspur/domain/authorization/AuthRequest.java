package dev.larkspur.domain.authorization;

import dev.larkspur.domain.identity.Person;
import dev.larkspur.domain.token.Scopes;
import java.time.Instant;
import java.util.UUID;

/**
 * What was asked for; the part of a session that no transition changes.
 *
 * @param scopes never empty
 * @param requestedBy the caller's key
 */
public record AuthRequest(
    AuthSessionId id,
    Person person,
    Method method,
    Scopes scopes,
    Nonce nonce,
    CardWish card,
    UUID requestedBy,
    Instant createdAt) {

  /**
   * The same request, for more scopes and with the newer wishes; the card stays where it is, since
   * a message cannot move.
   */
  AuthRequest mergedWith(AuthRequest newer) {
    var wish = newer.card;
    var stays = new CardWish(card.to(), wish.detail(), wish.message(), wish.privacy());
    return new AuthRequest(
        id, person, method, scopes.union(newer.scopes), nonce, stays, requestedBy, createdAt);
  }

  /** This request, for the scopes of {@code older} too. */
  AuthRequest alsoFor(Scopes older) {
    return new AuthRequest(
        id, person, method, scopes.union(older), nonce, card, requestedBy, createdAt);
  }
}
