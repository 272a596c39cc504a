package dev.larkspur.domain.authorization;

import dev.larkspur.domain.identity.Person;
import dev.larkspur.domain.token.PlatformError;
import dev.larkspur.domain.token.Secret;
import dev.larkspur.domain.token.TokenPair;
import org.jspecify.annotations.Nullable;

/** Something that happened to a session. */
public sealed interface AuthCommand {
  /** A button of a card was pressed; nothing about it is trusted yet. */
  sealed interface Pressed extends AuthCommand {
    Person by();

    Nonce nonce();
  }

  /**
   * "Authorize" was pressed.
   *
   * @param withCode whether the press brought an authorization code, which the holder of {@code
   *     claim} has and nobody else
   */
  record Click(Person by, Nonce nonce, Claim claim, boolean withCode) implements Pressed {
    /** As nearly always: with nothing. */
    public Click(Person by, Nonce nonce, Claim claim) {
      this(by, nonce, claim, false);
    }
  }

  /** "Decline" was pressed. */
  record Decline(Person by, Nonce nonce) implements Pressed {}

  /** "Revoke" was pressed, on a card that says what was granted. */
  record RevokePress(Person by, Nonce nonce) implements Pressed {}

  /** The holder of {@code claim} has a link for the person. */
  record LinkReady(ConsentRequest consent, Claim claim) implements AuthCommand {}

  /** The person's browser came back from the consent page; nothing about it is trusted yet. */
  sealed interface CameBack extends AuthCommand {
    Secret state();
  }

  /** It brought a code, which the holder of {@code claim} has and nobody else. */
  record CodeArrived(Secret state, Claim claim) implements CameBack {}

  /** It brought word that the person refused. */
  record RefusalArrived(Secret state) implements CameBack {}

  /** The code was traded for a pair, which exists only in the answer. */
  record Approved(TokenPair pair, Claim claim) implements AuthCommand {}

  /** The token endpoint says that the person refused on the consent page. */
  record ConsentRefused() implements AuthCommand {}

  /** The platform says that the device code's time is over. */
  record CodeExpired() implements AuthCommand {}

  /** The platform says whose token it is. */
  record Verified(Person owner) implements AuthCommand {}

  /**
   * The platform said something after which the session cannot succeed.
   *
   * @param claim of the one who was told, where the session is claimed; null: nobody had claimed it
   */
  record GiveUp(FailureReason reason, @Nullable PlatformError platform, @Nullable Claim claim)
      implements AuthCommand {
    boolean isFrom(Claim holder) {
      return claim != null && claim.isSameAs(holder);
    }
  }

  /** A caller withdraws the request. */
  record Cancel() implements AuthCommand {}

  /** What was granted in it is withdrawn. */
  record Withdraw() implements AuthCommand {}

  /** Time has passed: settle what is overdue, take over what was left behind. */
  record Sweep(Claim claim) implements AuthCommand {}
}
