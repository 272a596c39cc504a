package dev.larkspur.domain.authorization;

import dev.larkspur.domain.identity.Person;
import dev.larkspur.domain.token.PlatformError;
import dev.larkspur.domain.token.TokenPair;
import org.jspecify.annotations.Nullable;

/** Something that happened to a session. */
public sealed interface AuthCommand {
  /** A button of a card was pressed; nothing about it is trusted yet. */
  sealed interface Pressed extends AuthCommand {
    Person by();

    Nonce nonce();
  }

  /** "Authorize" was pressed. */
  record Click(Person by, Nonce nonce, Claim claim) implements Pressed {}

  /** "Decline" was pressed. */
  record Decline(Person by, Nonce nonce) implements Pressed {}

  /** "Revoke" was pressed, on a card that says what was granted. */
  record RevokePress(Person by, Nonce nonce) implements Pressed {}

  /** The platform gave a device code to the holder of {@code claim}. */
  record LinkReady(DeviceCode code, Claim claim) implements AuthCommand {}

  /** The approving poll: the pair exists only in its answer. */
  record Approved(TokenPair pair, Claim claim) implements AuthCommand {}

  /** The person refused on the consent page. */
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
