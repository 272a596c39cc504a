package dev.larkspur.domain.token;

import dev.larkspur.domain.identity.Person;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A person's standing consent, one per person. */
public sealed interface Grant {
  Person person();

  /** Grows with every change of the pair; an older one never replaces a newer one. */
  long epoch();

  Consent consent();

  GrantState stateAt(Instant now);

  /**
   * The consent stands and yields a pair.
   *
   * @param wanted whether its token was looked up since it was issued
   * @param renewal what has been done with its refresh token
   * @param askedAt when we last asked the person to consent anew of our own accord; null: never
   */
  record Held(
      Person person,
      Consent consent,
      TokenPair pair,
      long epoch,
      boolean wanted,
      Renewal renewal,
      @Nullable Instant askedAt)
      implements Grant {

    /** As it is born of a consent. */
    public static Held fresh(Person person, Consent consent, TokenPair pair, long epoch) {
      return new Held(person, consent, pair, epoch, false, Renewal.Unspent.UNTOUCHED, null);
    }

    Held with(Renewal next) {
      return new Held(person, consent, pair, epoch, wanted, next, askedAt);
    }

    Held lookedUp() {
      return new Held(person, consent, pair, epoch, true, renewal, askedAt);
    }

    /** The person was asked at {@code when} to consent anew, of our own accord. */
    public Held asked(Instant when) {
      return new Held(person, consent, pair, epoch, wanted, renewal, when);
    }

    /** The next pair. An answer that names no scopes leaves them as they were (RFC 6749, 6). */
    Held renewed(TokenPair next) {
      var kept = next.withScopesUnlessNamed(pair.scopes());
      return new Held(person, consent, kept, epoch + 1, false, Renewal.Unspent.UNTOUCHED, askedAt);
    }

    /** The last presentation of its refresh token whose answer is not known. */
    public Optional<Attempt> attempt() {
      return switch (renewal) {
        case Renewal.Presented(var attempt, _) -> Optional.of(attempt);
        case Renewal.Probed(var attempt, _) -> Optional.of(attempt);
        case Renewal.Unspent _, Renewal.Ended _ -> Optional.empty();
      };
    }

    /** Whether a new pair can be had without asking the person, now or later. */
    public boolean isRefreshable(Instant now) {
      return switch (renewal) {
        case Renewal.Unspent _ -> pair.isRefreshable(now);
        case Renewal.Presented _ -> true;
        case Renewal.Probed p -> !p.attempt().isLapsed(now);
        case Renewal.Ended _ -> false;
      };
    }

    /** Whether its refresh token was presented and nobody knows what came of it. */
    public boolean isUncertain(Instant now) {
      return switch (renewal) {
        case Renewal.Presented p -> p.attempt().isLapsed(now);
        case Renewal.Probed _ -> true;
        case Renewal.Unspent _, Renewal.Ended _ -> false;
      };
    }

    @Override
    public GrantState stateAt(Instant now) {
      boolean valid = pair.left(now).isPositive();
      if (renewal instanceof Renewal.Ended || (!valid && !isRefreshable(now))) {
        return GrantState.NEEDS_REAUTHORIZATION;
      }
      return isUncertain(now) ? GrantState.UNCERTAIN : GrantState.ACTIVE;
    }
  }

  /** Withdrawn, by the person or by a service. Its pair is kept nowhere. */
  record Revoked(Person person, Consent consent, long epoch, Instant at) implements Grant {
    @Override
    public GrantState stateAt(Instant now) {
      return GrantState.REVOKED;
    }
  }
}
