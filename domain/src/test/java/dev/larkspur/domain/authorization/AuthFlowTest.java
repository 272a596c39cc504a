package dev.larkspur.domain.authorization;

import static dev.larkspur.domain.authorization.Refusal.ALREADY_SETTLED;
import static dev.larkspur.domain.authorization.Refusal.NOT_YOURS;
import static dev.larkspur.domain.authorization.Refusal.OLD_CARD;
import static dev.larkspur.domain.authorization.Refusal.OUT_OF_ORDER;
import static dev.larkspur.domain.authorization.Refusal.TOO_LATE;
import static dev.larkspur.domain.authorization.Samples.ANN;
import static dev.larkspur.domain.authorization.Samples.AWAITING;
import static dev.larkspur.domain.authorization.Samples.BO;
import static dev.larkspur.domain.authorization.Samples.CLAIM;
import static dev.larkspur.domain.authorization.Samples.CODE;
import static dev.larkspur.domain.authorization.Samples.END;
import static dev.larkspur.domain.authorization.Samples.ERROR;
import static dev.larkspur.domain.authorization.Samples.EXCHANGING;
import static dev.larkspur.domain.authorization.Samples.LAPSED;
import static dev.larkspur.domain.authorization.Samples.NEW_CLAIM;
import static dev.larkspur.domain.authorization.Samples.NONCE;
import static dev.larkspur.domain.authorization.Samples.NOON;
import static dev.larkspur.domain.authorization.Samples.OPEN;
import static dev.larkspur.domain.authorization.Samples.OTHER_CLAIM;
import static dev.larkspur.domain.authorization.Samples.PAIR;
import static dev.larkspur.domain.authorization.Samples.PREPARING;
import static dev.larkspur.domain.authorization.Samples.REQUEST;
import static dev.larkspur.domain.authorization.Samples.REQUESTED;
import static dev.larkspur.domain.authorization.Samples.SETTLED;
import static dev.larkspur.domain.authorization.Samples.SITUATIONS;
import static dev.larkspur.domain.authorization.Samples.UNANSWERED;
import static dev.larkspur.domain.authorization.Samples.VERIFYING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.larkspur.domain.authorization.AuthCommand.Approved;
import dev.larkspur.domain.authorization.AuthCommand.Cancel;
import dev.larkspur.domain.authorization.AuthCommand.Click;
import dev.larkspur.domain.authorization.AuthCommand.CodeExpired;
import dev.larkspur.domain.authorization.AuthCommand.ConsentRefused;
import dev.larkspur.domain.authorization.AuthCommand.Decline;
import dev.larkspur.domain.authorization.AuthCommand.GiveUp;
import dev.larkspur.domain.authorization.AuthCommand.LinkReady;
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
import dev.larkspur.domain.authorization.AuthSession.Settled;
import dev.larkspur.domain.authorization.AuthSession.Verifying;
import dev.larkspur.domain.authorization.AuthSession.Withdrawn;
import dev.larkspur.domain.authorization.Decision.Advance;
import dev.larkspur.domain.authorization.Decision.Award;
import dev.larkspur.domain.authorization.Decision.Refuse;
import dev.larkspur.domain.authorization.Decision.Stay;
import dev.larkspur.domain.authorization.Samples.Situation;
import dev.larkspur.domain.token.Scopes;
import dev.larkspur.domain.token.Secret;
import dev.larkspur.domain.token.TokenPair;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AuthFlowTest {
  private static final Click CLICK = new Click(ANN, NONCE, NEW_CLAIM);

  private static final TokenPair OTHER_PAIR =
      new TokenPair(new Secret("another"), NOON, NOON.plusSeconds(7200), null, Scopes.NONE);

  private static Decision on(AuthSession session, AuthCommand command) {
    return AuthFlow.decide(session, command, NOON);
  }

  static Stream<Arguments> every_pair() {
    return Stream.concat(OPEN.stream(), SETTLED.stream())
        .flatMap(s -> SITUATIONS.stream().map(it -> Arguments.of(s, it)));
  }

  @ParameterizedTest
  @MethodSource("every_pair")
  void whatever_happens_the_request_stays_and_what_is_settled_stays_settled(
      AuthSession session, Situation happens) {
    var decision = AuthFlow.decide(session, happens.command(), happens.now());
    var after = Objects.requireNonNull(decision.session());
    assertThat(after.request()).isEqualTo(session.request());
    if (session instanceof Settled && !(session instanceof Granted)) {
      assertThat(decision).isInstanceOf(Refuse.class);
    }
    if (session instanceof Granted) { // only what was granted can still be withdrawn
      assertThat(after).isInstanceOfAny(Granted.class, Withdrawn.class);
    }
    if (decision instanceof Refuse || decision instanceof Stay) {
      assertThat(after).isEqualTo(session);
    } else {
      assertThat(after).isNotEqualTo(session);
    }
    if (after instanceof Settled settled && !(session instanceof Settled)) {
      assertThat(settled.at()).isEqualTo(happens.now());
    }
  }

  @Test
  void the_first_good_click_claims_the_session() {
    assertThat(on(REQUESTED, CLICK)).isEqualTo(new Advance(new Preparing(REQUEST, NEW_CLAIM, END)));
  }

  @Test
  void a_click_that_brings_a_code_has_it_traded() {
    assertThat(on(REQUESTED, new Click(ANN, NONCE, NEW_CLAIM, true)))
        .isEqualTo(new Advance(new Exchanging(REQUEST, NEW_CLAIM)));
  }

  @Test
  void a_second_click_changes_nothing() {
    assertThat(on(PREPARING, CLICK)).isEqualTo(new Stay(PREPARING));
    assertThat(on(AWAITING, CLICK)).isEqualTo(new Stay(AWAITING));
    assertThat(on(EXCHANGING, CLICK)).isEqualTo(new Stay(EXCHANGING));
    assertThat(on(VERIFYING, CLICK)).isEqualTo(new Stay(VERIFYING));
  }

  @Test
  void a_click_by_someone_else_is_refused_in_every_state_even_overdue() {
    every_pair()
        .map(pair -> (AuthSession) pair.get()[0])
        .forEach(
            session -> {
              assertThat(AuthFlow.decide(session, new Click(BO, NONCE, CLAIM), END))
                  .isEqualTo(new Refuse(NOT_YOURS, session));
              assertThat(AuthFlow.decide(session, new Decline(BO, NONCE), END))
                  .isEqualTo(new Refuse(NOT_YOURS, session));
            });
  }

  @Test
  void a_button_with_another_nonce_is_refused_in_every_state() {
    var forged = new Nonce("forged");
    every_pair()
        .map(pair -> (AuthSession) pair.get()[0])
        .forEach(
            session -> {
              assertThat(on(session, new Click(ANN, forged, CLAIM)))
                  .isEqualTo(new Refuse(OLD_CARD, session));
              assertThat(on(session, new Decline(ANN, forged)))
                  .isEqualTo(new Refuse(OLD_CARD, session));
            });
  }

  @Test
  void a_settled_session_refuses_everything() {
    for (var session : SETTLED) {
      assertThat(on(session, CLICK)).isEqualTo(new Refuse(ALREADY_SETTLED, session));
      assertThat(on(session, new Approved(PAIR, CLAIM)))
          .isEqualTo(new Refuse(ALREADY_SETTLED, session));
      assertThat(on(session, new Cancel())).isEqualTo(new Refuse(ALREADY_SETTLED, session));
    }
  }

  @Test
  void an_overdue_session_expires_whatever_happens_to_it() {
    for (var session : UNANSWERED) {
      assertThat(AuthFlow.decide(session, CLICK, END))
          .isEqualTo(new Advance(new Expired(REQUEST, END)));
      assertThat(AuthFlow.decide(session, new Sweep(NEW_CLAIM), END))
          .isEqualTo(new Advance(new Expired(REQUEST, END)));
      assertThat(AuthFlow.decide(session, new Sweep(NEW_CLAIM), END.minusNanos(1)))
          .isNotEqualTo(new Advance(new Expired(REQUEST, END.minusNanos(1))));
    }
  }

  @Test
  void an_approval_is_taken_even_when_the_code_is_over() {
    assertThat(AuthFlow.decide(AWAITING, new Approved(PAIR, CLAIM), END.plusSeconds(60)))
        .isEqualTo(new Advance(new Verifying(REQUEST, PAIR, CLAIM)));
  }

  @Test
  void an_approval_that_names_no_scopes_means_those_that_were_asked_for() {
    assertThat(on(AWAITING, new Approved(withScopes(Scopes.NONE), CLAIM)))
        .isEqualTo(new Advance(new Verifying(REQUEST, withScopes(REQUEST.scopes()), CLAIM)));
  }

  @Test
  void an_approval_that_names_fewer_scopes_means_those() {
    var fewer = withScopes(Scopes.OFFLINE_ACCESS);
    assertThat(on(AWAITING, new Approved(fewer, CLAIM)))
        .isEqualTo(new Advance(new Verifying(REQUEST, fewer, CLAIM)));
  }

  private static TokenPair withScopes(Scopes scopes) {
    return new TokenPair(PAIR.access(), PAIR.issuedAt(), PAIR.expiresAt(), PAIR.refresh(), scopes);
  }

  @Test
  void what_is_being_verified_never_expires() {
    var late = PAIR.expiresAt().plusSeconds(1);
    assertThat(VERIFYING.isOverdue(late)).isFalse();
    assertThat(AuthFlow.decide(VERIFYING, new Sweep(NEW_CLAIM), late))
        .isEqualTo(new Advance(new Verifying(REQUEST, PAIR, NEW_CLAIM)));
  }

  @Test
  void the_link_is_taken_only_from_the_holder_of_the_claim() {
    assertThat(on(PREPARING, new LinkReady(CODE, CLAIM)))
        .isEqualTo(new Advance(new AwaitingConsent(REQUEST, CODE)));
    assertThat(on(PREPARING, new LinkReady(CODE, OTHER_CLAIM)))
        .isEqualTo(new Refuse(OUT_OF_ORDER, PREPARING));
  }

  @Test
  void a_session_that_awaits_consent_ends_with_its_code() {
    assertThat(AWAITING.expiresAt()).isEqualTo(CODE.expiresAt());
    assertThat(on(AWAITING, new CodeExpired())).isEqualTo(new Advance(new Expired(REQUEST, NOON)));
    assertThat(on(AWAITING, new ConsentRefused()))
        .isEqualTo(new Advance(new Denied(REQUEST, NOON)));
  }

  @Test
  void the_persons_own_token_is_granted() {
    assertThat(on(VERIFYING, new Verified(ANN)))
        .isEqualTo(new Award(new Granted(REQUEST, NOON, PAIR.scopes()), PAIR));
  }

  @Test
  void another_persons_token_is_not() {
    assertThat(on(VERIFYING, new Verified(BO)))
        .isEqualTo(new Advance(new Failed(REQUEST, NOON, FailureReason.WRONG_ACCOUNT, null)));
  }

  @Test
  void declining_ends_it_unless_consent_was_given_already() {
    for (var session : UNANSWERED) {
      assertThat(on(session, new Decline(ANN, NONCE)))
          .isEqualTo(new Advance(new Denied(REQUEST, NOON)));
    }
    assertThat(on(EXCHANGING, new Decline(ANN, NONCE))).isEqualTo(new Refuse(TOO_LATE, EXCHANGING));
    assertThat(on(VERIFYING, new Decline(ANN, NONCE))).isEqualTo(new Refuse(TOO_LATE, VERIFYING));
  }

  @Test
  void cancelling_ends_it_unless_consent_was_given_already() {
    for (var session : UNANSWERED) {
      assertThat(on(session, new Cancel()))
          .isEqualTo(new Advance(new Cancelled(REQUEST, NOON, null)));
    }
    assertThat(on(EXCHANGING, new Cancel())).isEqualTo(new Refuse(TOO_LATE, EXCHANGING));
    assertThat(on(VERIFYING, new Cancel())).isEqualTo(new Refuse(TOO_LATE, VERIFYING));
  }

  @Test
  void giving_up_says_why() {
    for (var session : OPEN) {
      assertThat(on(session, new GiveUp(FailureReason.SCOPES_REFUSED, ERROR, CLAIM)))
          .isEqualTo(new Advance(new Failed(REQUEST, NOON, FailureReason.SCOPES_REFUSED, ERROR)));
    }
  }

  @Test
  void who_does_not_hold_the_claim_cannot_give_up() {
    for (var giveUp :
        List.of(
            new GiveUp(FailureReason.CODE_SPENT, ERROR, null),
            new GiveUp(FailureReason.CODE_SPENT, ERROR, OTHER_CLAIM))) {
      assertThat(on(PREPARING, giveUp)).isEqualTo(new Refuse(OUT_OF_ORDER, PREPARING));
      assertThat(on(EXCHANGING, giveUp)).isEqualTo(new Refuse(OUT_OF_ORDER, EXCHANGING));
      assertThat(on(VERIFYING, giveUp)).isEqualTo(new Refuse(OUT_OF_ORDER, VERIFYING));
      assertThat(on(REQUESTED, giveUp)).isInstanceOf(Advance.class);
      assertThat(on(AWAITING, giveUp)).isInstanceOf(Advance.class);
    }
  }

  @Test
  void the_sweep_takes_over_only_what_was_left_behind() {
    var sweep = new Sweep(NEW_CLAIM);
    assertThat(AuthFlow.decide(PREPARING, sweep, LAPSED.minusNanos(1)))
        .isEqualTo(new Stay(PREPARING));
    assertThat(AuthFlow.decide(PREPARING, sweep, LAPSED))
        .isEqualTo(new Advance(new Preparing(REQUEST, NEW_CLAIM, END)));
    assertThat(AuthFlow.decide(VERIFYING, sweep, LAPSED.minusNanos(1)))
        .isEqualTo(new Stay(VERIFYING));
    assertThat(AuthFlow.decide(VERIFYING, sweep, LAPSED))
        .isEqualTo(new Advance(new Verifying(REQUEST, PAIR, NEW_CLAIM)));
    assertThat(on(REQUESTED, sweep)).isEqualTo(new Stay(REQUESTED));
    assertThat(on(AWAITING, sweep)).isEqualTo(new Stay(AWAITING));
  }

  @Test
  void what_comes_out_of_order_is_refused() {
    var early =
        Stream.of(
            new LinkReady(CODE, CLAIM),
            new Approved(PAIR, CLAIM),
            new ConsentRefused(),
            new CodeExpired(),
            new Verified(ANN));
    early.forEach(c -> assertThat(on(REQUESTED, c)).isEqualTo(new Refuse(OUT_OF_ORDER, REQUESTED)));
    var beforeTheLink =
        Stream.of(
            new Approved(PAIR, CLAIM), new ConsentRefused(), new CodeExpired(), new Verified(ANN));
    beforeTheLink.forEach(
        c -> assertThat(on(PREPARING, c)).isEqualTo(new Refuse(OUT_OF_ORDER, PREPARING)));
    var beforeConsent = Stream.of(new LinkReady(CODE, CLAIM), new Verified(ANN));
    beforeConsent.forEach(
        c -> assertThat(on(AWAITING, c)).isEqualTo(new Refuse(OUT_OF_ORDER, AWAITING)));
    var afterConsent =
        Stream.of(
            new LinkReady(CODE, CLAIM),
            new Approved(OTHER_PAIR, CLAIM),
            new ConsentRefused(),
            new CodeExpired());
    afterConsent.forEach(
        c -> assertThat(on(VERIFYING, c)).isEqualTo(new Refuse(OUT_OF_ORDER, VERIFYING)));
  }

  @Test
  void a_pair_that_is_stored_already_may_come_again() {
    assertThat(on(VERIFYING, new Approved(PAIR, CLAIM))).isEqualTo(new Stay(VERIFYING));
    assertThat(on(VERIFYING, new Approved(PAIR, OTHER_CLAIM))).isEqualTo(new Stay(VERIFYING));
  }

  @Test
  void what_was_granted_can_be_withdrawn_and_nothing_else() {
    var granted = new Granted(REQUEST, NOON, PAIR.scopes());
    assertThat(AuthFlow.decide(granted, new Withdraw(), END))
        .isEqualTo(new Advance(new Withdrawn(REQUEST, END)));
    for (var session : OPEN) {
      assertThat(on(session, new Withdraw())).isEqualTo(new Refuse(OUT_OF_ORDER, session));
    }
    for (var session : SETTLED.subList(1, SETTLED.size())) {
      assertThat(on(session, new Withdraw())).isEqualTo(new Refuse(ALREADY_SETTLED, session));
    }
  }

  @Test
  void a_press_on_revoke_is_the_persons_own_and_on_the_card_of_what_was_granted() {
    var press = new RevokePress(ANN, NONCE);
    var granted = new Granted(REQUEST, NOON, PAIR.scopes());
    assertThat(on(granted, press)).isEqualTo(new Stay(granted)); // the grant decides
    assertThat(on(granted, new RevokePress(BO, NONCE))).isEqualTo(new Refuse(NOT_YOURS, granted));
    assertThat(on(granted, new RevokePress(ANN, new Nonce("forged"))))
        .isEqualTo(new Refuse(OLD_CARD, granted));
    for (var session : OPEN) {
      assertThat(AuthFlow.decide(session, press, END)).isEqualTo(new Refuse(OUT_OF_ORDER, session));
    }
    for (var session : SETTLED.subList(1, SETTLED.size())) {
      assertThat(on(session, press)).isEqualTo(new Refuse(ALREADY_SETTLED, session));
    }
  }

  @Test
  void every_state_has_the_face_that_tells_it() {
    assertThat(REQUESTED.face()).isEqualTo(CardFace.ASKING);
    assertThat(PREPARING.face()).isEqualTo(CardFace.ASKING);
    assertThat(AWAITING.face()).isEqualTo(CardFace.LINK);
    assertThat(EXCHANGING.face()).isEqualTo(CardFace.LINK);
    assertThat(VERIFYING.face()).isEqualTo(CardFace.LINK);
    assertThat(SETTLED.stream().map(AuthSession::face))
        .containsExactly(
            CardFace.GRANTED,
            CardFace.WITHDRAWN,
            CardFace.DENIED,
            CardFace.EXPIRED,
            CardFace.CANCELLED,
            CardFace.FAILED);
    assertThat(new Cancelled(REQUEST, NOON, REQUEST.id()).face()).isEqualTo(CardFace.SUPERSEDED);
    assertThat(VERIFYING.expiresAt()).isEqualTo(PAIR.expiresAt());
  }
}
