package dev.larkspur.domain.authorization;

import dev.larkspur.domain.identity.Person;
import dev.larkspur.domain.token.PlatformError;
import dev.larkspur.domain.token.Scopes;
import dev.larkspur.domain.token.Secret;
import dev.larkspur.domain.token.TokenPair;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One attempt to obtain a person's consent, from the card we send to the token we get. */
public sealed interface AuthSession {
  AuthRequest request();

  /** What the card should show now. */
  CardFace face();

  default AuthSessionId id() {
    return request().id();
  }

  default Person person() {
    return request().person();
  }

  /** Not settled yet. At most one per person. */
  sealed interface Open extends AuthSession {
    Instant expiresAt();

    default boolean isOverdue(Instant now) {
      return !now.isBefore(expiresAt());
    }
  }

  /** Final: nothing more can come of it. Only what was granted can still be withdrawn. */
  sealed interface Settled extends AuthSession {
    Instant at();
  }

  /** The first state of a session. */
  sealed interface Beginning extends Open {
    /** The same state, of another request. */
    Beginning with(AuthRequest request);
  }

  /** The card is sent or on its way. */
  record Requested(AuthRequest request, Instant expiresAt) implements Beginning {
    @Override
    public Requested with(AuthRequest other) {
      return new Requested(other, expiresAt);
    }

    Preparing claimed(Claim claim) {
      return new Preparing(request, claim, expiresAt);
    }

    @Override
    public CardFace face() {
      return CardFace.ASKING;
    }
  }

  /**
   * The link is being fetched; whoever reads this state did not claim it. Where nothing is pressed
   * a session begins so.
   */
  record Preparing(AuthRequest request, Claim claim, Instant expiresAt) implements Beginning {
    @Override
    public Preparing with(AuthRequest other) {
      return new Preparing(other, claim, expiresAt);
    }

    Preparing claimed(Claim next) {
      return new Preparing(request, next, expiresAt);
    }

    @Override
    public CardFace face() {
      return CardFace.ASKING;
    }
  }

  /**
   * The person has the link; the token endpoint is polled, or their browser waited for. Ends with
   * what was begun.
   */
  record AwaitingConsent(AuthRequest request, ConsentRequest consent) implements Open {
    /** Whether a browser with this state was sent off by this session. */
    boolean sentOff(Secret state) {
      return consent instanceof Redirect redirect && redirect.state().equals(state);
    }

    Verifying redeemed(TokenPair pair, Claim claim) {
      return new Verifying(request, pair.withScopesUnlessNamed(request.scopes()), claim);
    }

    @Override
    public Instant expiresAt() {
      return consent.expiresAt();
    }

    @Override
    public CardFace face() {
      return CardFace.LINK;
    }
  }

  /**
   * The browser came back with a code, or a press brought one: one instance holds it and trades it
   * for a pair. The code is good for once and is nowhere else: if the claim lapses, so does the
   * session.
   */
  record Exchanging(AuthRequest request, Claim claim) implements Open {
    Verifying redeemed(TokenPair pair, Claim next) {
      return new Verifying(request, pair.withScopesUnlessNamed(request.scopes()), next);
    }

    @Override
    public Instant expiresAt() {
      return claim.until();
    }

    @Override
    public CardFace face() {
      return CardFace.LINK;
    }
  }

  /**
   * The pair is ours and stored, but not yet known to be this person's. Never overdue: a lapsed
   * claim is taken over until the platform says whose it is, for a token is not dropped unverified.
   */
  record Verifying(AuthRequest request, TokenPair pair, Claim claim) implements Open {
    Verifying claimed(Claim next) {
      return new Verifying(request, pair, next);
    }

    @Override
    public Instant expiresAt() {
      return pair.expiresAt();
    }

    @Override
    public boolean isOverdue(Instant now) {
      return false;
    }

    @Override
    public CardFace face() {
      return CardFace.LINK;
    }
  }

  /**
   * The person consented; the grant is stored.
   *
   * @param scopes what the platform granted: fewer than were asked for, or more from before
   */
  record Granted(AuthRequest request, Instant at, Scopes scopes) implements Settled {
    @Override
    public CardFace face() {
      return CardFace.GRANTED;
    }
  }

  /** The person consented, and what they consented to was withdrawn since. */
  record Withdrawn(AuthRequest request, Instant at) implements Settled {
    @Override
    public CardFace face() {
      return CardFace.WITHDRAWN;
    }
  }

  /** The person said no, on the card or on the consent page. */
  record Denied(AuthRequest request, Instant at) implements Settled {
    @Override
    public CardFace face() {
      return CardFace.DENIED;
    }
  }

  /** Nobody answered in time. */
  record Expired(AuthRequest request, Instant at) implements Settled {
    @Override
    public CardFace face() {
      return CardFace.EXPIRED;
    }
  }

  /**
   * Withdrawn by a caller, or replaced.
   *
   * @param by the session that asks for more in its stead; null: withdrawn
   */
  record Cancelled(AuthRequest request, Instant at, @Nullable AuthSessionId by) implements Settled {
    @Override
    public CardFace face() {
      return by == null ? CardFace.CANCELLED : CardFace.SUPERSEDED;
    }
  }

  /** It cannot succeed any more. */
  record Failed(
      AuthRequest request, Instant at, FailureReason reason, @Nullable PlatformError platform)
      implements Settled {
    @Override
    public CardFace face() {
      return CardFace.FAILED;
    }
  }
}
