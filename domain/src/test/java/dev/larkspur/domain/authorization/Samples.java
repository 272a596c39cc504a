package dev.larkspur.domain.authorization;

import dev.larkspur.domain.authorization.AuthCommand.Approved;
import dev.larkspur.domain.authorization.AuthCommand.Cancel;
import dev.larkspur.domain.authorization.AuthCommand.Click;
import dev.larkspur.domain.authorization.AuthCommand.CodeArrived;
import dev.larkspur.domain.authorization.AuthCommand.CodeExpired;
import dev.larkspur.domain.authorization.AuthCommand.ConsentRefused;
import dev.larkspur.domain.authorization.AuthCommand.Decline;
import dev.larkspur.domain.authorization.AuthCommand.GiveUp;
import dev.larkspur.domain.authorization.AuthCommand.LinkReady;
import dev.larkspur.domain.authorization.AuthCommand.RefusalArrived;
import dev.larkspur.domain.authorization.AuthCommand.RevokePress;
import dev.larkspur.domain.authorization.AuthCommand.Sweep;
import dev.larkspur.domain.authorization.AuthCommand.Verified;
import dev.larkspur.domain.authorization.AuthCommand.Withdraw;
import dev.larkspur.domain.authorization.AuthSession.AwaitingConsent;
import dev.larkspur.domain.authorization.AuthSession.Cancelled;
import dev.larkspur.domain.authorization.AuthSession.Denied;
import dev.larkspur.domain.authorization.AuthSession.Exchanging;
import dev.larkspur.domain.authorization.AuthSession.Expired;
import dev.larkspur.domain.authorization.AuthSession.Failed;
import dev.larkspur.domain.authorization.AuthSession.Granted;
import dev.larkspur.domain.authorization.AuthSession.Preparing;
import dev.larkspur.domain.authorization.AuthSession.Requested;
import dev.larkspur.domain.authorization.AuthSession.Verifying;
import dev.larkspur.domain.authorization.AuthSession.Withdrawn;
import dev.larkspur.domain.identity.AppId;
import dev.larkspur.domain.identity.OpenId;
import dev.larkspur.domain.identity.Person;
import dev.larkspur.domain.token.PlatformError;
import dev.larkspur.domain.token.RefreshToken;
import dev.larkspur.domain.token.Scopes;
import dev.larkspur.domain.token.Secret;
import dev.larkspur.domain.token.TokenPair;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** One session in every state, and everything that can happen to it. */
final class Samples {
  /** A command with the circumstances that matter. */
  record Situation(String name, AuthCommand command, Instant now) {}

  static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  static final Instant END = NOON.plus(Duration.ofMinutes(10));
  static final Instant LAPSED = NOON.plusSeconds(15);
  static final Person ANN = new Person(new AppId("cli_1"), new OpenId("ou_ann"));
  static final Person BO = new Person(new AppId("cli_1"), new OpenId("ou_bo"));
  static final Scopes DOCS = Scopes.of("docs:read", "offline_access");
  static final Nonce NONCE = new Nonce("the-nonce-of-the-card");
  static final Claim CLAIM = new Claim(new UUID(1, 1), "instance-1", LAPSED);
  static final Claim OTHER_CLAIM = new Claim(new UUID(2, 2), "instance-2", LAPSED);
  static final Claim NEW_CLAIM = new Claim(new UUID(3, 3), "instance-3", LAPSED.plusSeconds(15));
  static final PlatformError ERROR = new PlatformError("20003", "invalid", "log-1");

  static final AuthRequest REQUEST = request(new UUID(0, 1), DOCS);
  static final DeviceCode CODE =
      new DeviceCode(
          new Secret("device-code-device-code-device-code"),
          new Secret("https://accounts.example.com/verify?user_code=ABCD"),
          Duration.ofSeconds(5),
          END);
  static final Secret STATE = new Secret("state-state-state-state-state-state-state-1");
  static final Secret FORGED = new Secret("state-state-state-state-state-state-state-2");
  static final Redirect REDIRECT =
      new Redirect(
          STATE,
          new Secret("verifier-verifier-verifier-verifier-verifi"),
          new Secret("https://accounts.example.com/authorize?state=the-state"),
          END);
  static final TokenPair PAIR =
      new TokenPair(
          new Secret("eyJ-access-token-access-token"),
          NOON,
          NOON.plus(Duration.ofHours(2)),
          new RefreshToken(new Secret("eyJ-refresh-token-refresh"), NOON.plus(Duration.ofDays(7))),
          DOCS);

  static final Requested REQUESTED = new Requested(REQUEST, END);
  static final Preparing PREPARING = new Preparing(REQUEST, CLAIM, END);
  static final AwaitingConsent AWAITING = new AwaitingConsent(REQUEST, CODE);
  static final AwaitingConsent REDIRECTED = new AwaitingConsent(REQUEST, REDIRECT);
  static final Exchanging EXCHANGING = new Exchanging(REQUEST, CLAIM);
  static final Verifying VERIFYING = new Verifying(REQUEST, PAIR, CLAIM);

  static final List<AuthSession> OPEN =
      List.of(REQUESTED, PREPARING, AWAITING, REDIRECTED, EXCHANGING, VERIFYING);

  /** Those in which nobody has consented yet. */
  static final List<AuthSession> UNANSWERED = OPEN.subList(0, 4);

  static final List<AuthSession> SETTLED =
      List.of(
          new Granted(REQUEST, NOON, PAIR.scopes()),
          new Withdrawn(REQUEST, NOON),
          new Denied(REQUEST, NOON),
          new Expired(REQUEST, NOON),
          new Cancelled(REQUEST, NOON, null),
          new Failed(REQUEST, NOON, FailureReason.PLATFORM_REFUSED, ERROR));

  static final List<Situation> SITUATIONS =
      List.of(
          new Situation("Click", new Click(ANN, NONCE, NEW_CLAIM), NOON),
          new Situation("Click with a code", new Click(ANN, NONCE, NEW_CLAIM, true), NOON),
          new Situation("Click by somebody else", new Click(BO, NONCE, NEW_CLAIM), NOON),
          new Situation(
              "Click on an old card", new Click(ANN, new Nonce("another"), NEW_CLAIM), NOON),
          new Situation("Click when overdue", new Click(ANN, NONCE, NEW_CLAIM), END),
          new Situation("Decline", new Decline(ANN, NONCE), NOON),
          new Situation("LinkReady", new LinkReady(CODE, CLAIM), NOON),
          new Situation("LinkReady of a lost claim", new LinkReady(CODE, OTHER_CLAIM), NOON),
          new Situation("CodeArrived", new CodeArrived(STATE, NEW_CLAIM), NOON),
          new Situation(
              "CodeArrived with a forged state", new CodeArrived(FORGED, NEW_CLAIM), NOON),
          new Situation("CodeArrived when overdue", new CodeArrived(STATE, NEW_CLAIM), END),
          new Situation("RefusalArrived", new RefusalArrived(STATE), NOON),
          new Situation("RefusalArrived with a forged state", new RefusalArrived(FORGED), NOON),
          new Situation("Approved", new Approved(PAIR, CLAIM), NOON),
          new Situation("Approved when overdue", new Approved(PAIR, CLAIM), END),
          new Situation("Approved with a lost claim", new Approved(PAIR, OTHER_CLAIM), NOON),
          new Situation("ConsentRefused", new ConsentRefused(), NOON),
          new Situation("CodeExpired", new CodeExpired(), NOON),
          new Situation("Verified", new Verified(ANN), NOON),
          new Situation("Verified as somebody else", new Verified(BO), NOON),
          new Situation("GiveUp", new GiveUp(FailureReason.PLATFORM_REFUSED, ERROR, CLAIM), NOON),
          new Situation(
              "GiveUp without the claim",
              new GiveUp(FailureReason.PLATFORM_REFUSED, ERROR, null),
              NOON),
          new Situation("Cancel", new Cancel(), NOON),
          new Situation("RevokePress", new RevokePress(ANN, NONCE), NOON),
          new Situation("RevokePress by somebody else", new RevokePress(BO, NONCE), NOON),
          new Situation("Withdraw", new Withdraw(), LAPSED),
          new Situation("Sweep", new Sweep(NEW_CLAIM), NOON),
          new Situation("Sweep when the claim has lapsed", new Sweep(NEW_CLAIM), LAPSED),
          new Situation("Sweep when overdue", new Sweep(NEW_CLAIM), END));

  static AuthRequest request(UUID id, Scopes scopes) {
    var to = new CardAddress(CardAddress.Kind.OPEN_ID, "ou_ann");
    var wish = new CardWish(to, CardWish.Detail.DETAILED, null, null);
    return new AuthRequest(
        new AuthSessionId(id),
        ANN,
        Method.WEBSOCKET_CARD,
        scopes,
        NONCE,
        wish,
        Occasion.REQUEST,
        new UUID(9, 9),
        NOON);
  }

  private Samples() {}
}
