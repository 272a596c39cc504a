package dev.larkspur.domain.authorization;

import static dev.larkspur.domain.authorization.Refusal.ALREADY_SETTLED;
import static dev.larkspur.domain.authorization.Refusal.FOREIGN_STATE;
import static dev.larkspur.domain.authorization.Refusal.OUT_OF_ORDER;
import static dev.larkspur.domain.authorization.Samples.AWAITING;
import static dev.larkspur.domain.authorization.Samples.CLAIM;
import static dev.larkspur.domain.authorization.Samples.END;
import static dev.larkspur.domain.authorization.Samples.EXCHANGING;
import static dev.larkspur.domain.authorization.Samples.FORGED;
import static dev.larkspur.domain.authorization.Samples.LAPSED;
import static dev.larkspur.domain.authorization.Samples.NEW_CLAIM;
import static dev.larkspur.domain.authorization.Samples.NOON;
import static dev.larkspur.domain.authorization.Samples.OTHER_CLAIM;
import static dev.larkspur.domain.authorization.Samples.PAIR;
import static dev.larkspur.domain.authorization.Samples.PREPARING;
import static dev.larkspur.domain.authorization.Samples.REDIRECT;
import static dev.larkspur.domain.authorization.Samples.REDIRECTED;
import static dev.larkspur.domain.authorization.Samples.REQUEST;
import static dev.larkspur.domain.authorization.Samples.REQUESTED;
import static dev.larkspur.domain.authorization.Samples.SETTLED;
import static dev.larkspur.domain.authorization.Samples.STATE;
import static dev.larkspur.domain.authorization.Samples.VERIFYING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.larkspur.domain.authorization.AuthCommand.Approved;
import dev.larkspur.domain.authorization.AuthCommand.CodeArrived;
import dev.larkspur.domain.authorization.AuthCommand.ConsentRefused;
import dev.larkspur.domain.authorization.AuthCommand.GiveUp;
import dev.larkspur.domain.authorization.AuthCommand.LinkReady;
import dev.larkspur.domain.authorization.AuthCommand.RefusalArrived;
import dev.larkspur.domain.authorization.AuthCommand.Sweep;
import dev.larkspur.domain.authorization.AuthSession.AwaitingConsent;
import dev.larkspur.domain.authorization.AuthSession.Denied;
import dev.larkspur.domain.authorization.AuthSession.Exchanging;
import dev.larkspur.domain.authorization.AuthSession.Expired;
import dev.larkspur.domain.authorization.AuthSession.Failed;
import dev.larkspur.domain.authorization.AuthSession.Verifying;
import dev.larkspur.domain.authorization.Decision.Advance;
import dev.larkspur.domain.authorization.Decision.Refuse;
import dev.larkspur.domain.authorization.Decision.Stay;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The way by a link from which the browser comes back. */
class RedirectFlowTest {
  private static final CodeArrived CODE = new CodeArrived(STATE, NEW_CLAIM);

  private static Decision on(AuthSession session, AuthCommand command) {
    return AuthFlow.decide(session, command, NOON);
  }

  @Test
  void the_link_of_a_redirect_is_awaited_like_any_other() {
    assertThat(on(PREPARING, new LinkReady(REDIRECT, CLAIM)))
        .isEqualTo(new Advance(new AwaitingConsent(REQUEST, REDIRECT)));
    assertThat(REDIRECTED.expiresAt()).isEqualTo(REDIRECT.expiresAt());
  }

  @Test
  void a_code_is_taken_from_the_browser_that_was_sent_off_and_once() {
    assertThat(on(REDIRECTED, CODE)).isEqualTo(new Advance(new Exchanging(REQUEST, NEW_CLAIM)));
    assertThat(on(EXCHANGING, CODE)).isEqualTo(new Refuse(OUT_OF_ORDER, EXCHANGING));
    assertThat(on(VERIFYING, CODE)).isEqualTo(new Refuse(OUT_OF_ORDER, VERIFYING));
    for (var session : SETTLED) {
      assertThat(on(session, CODE)).isEqualTo(new Refuse(ALREADY_SETTLED, session));
    }
  }

  @Test
  void another_state_changes_nothing_even_when_it_is_late() {
    for (var forged : List.of(new CodeArrived(FORGED, NEW_CLAIM), new RefusalArrived(FORGED))) {
      assertThat(on(REDIRECTED, forged)).isEqualTo(new Refuse(FOREIGN_STATE, REDIRECTED));
      assertThat(AuthFlow.decide(REDIRECTED, forged, END))
          .isEqualTo(new Refuse(FOREIGN_STATE, REDIRECTED));
    }
  }

  @Test
  void a_session_that_sent_no_browser_off_takes_no_code() {
    assertThat(on(AWAITING, CODE)).isEqualTo(new Refuse(FOREIGN_STATE, AWAITING));
    assertThat(on(REQUESTED, CODE)).isEqualTo(new Refuse(OUT_OF_ORDER, REQUESTED));
    assertThat(on(PREPARING, CODE)).isEqualTo(new Refuse(OUT_OF_ORDER, PREPARING));
  }

  @Test
  void a_code_that_comes_too_late_is_not_taken() {
    assertThat(AuthFlow.decide(REDIRECTED, CODE, END.minusNanos(1))).isInstanceOf(Advance.class);
    assertThat(AuthFlow.decide(REDIRECTED, CODE, END))
        .isEqualTo(new Advance(new Expired(REQUEST, END)));
  }

  @Test
  void a_refusal_on_the_page_ends_it() {
    assertThat(on(REDIRECTED, new RefusalArrived(STATE)))
        .isEqualTo(new Advance(new Denied(REQUEST, NOON)));
    assertThat(on(EXCHANGING, new ConsentRefused()))
        .isEqualTo(new Advance(new Denied(REQUEST, NOON)));
  }

  @Test
  void the_pair_is_taken_from_the_holder_of_the_code_even_when_the_claim_has_lapsed() {
    var late = LAPSED.plusSeconds(1);
    var longer = new Claim(CLAIM.ticket(), CLAIM.owner(), late.plusSeconds(15));
    assertThat(AuthFlow.decide(EXCHANGING, new Approved(PAIR, longer), late))
        .isEqualTo(new Advance(new Verifying(REQUEST, PAIR, longer)));
    assertThat(on(EXCHANGING, new Approved(PAIR, OTHER_CLAIM)))
        .isEqualTo(new Refuse(OUT_OF_ORDER, EXCHANGING));
  }

  @Test
  void a_code_whose_holder_is_gone_is_spent() {
    assertThat(AuthFlow.decide(EXCHANGING, new Sweep(NEW_CLAIM), LAPSED.minusNanos(1)))
        .isEqualTo(new Stay(EXCHANGING));
    assertThat(AuthFlow.decide(EXCHANGING, new Sweep(NEW_CLAIM), LAPSED))
        .isEqualTo(new Advance(new Failed(REQUEST, LAPSED, FailureReason.CODE_SPENT, null)));
  }

  @Test
  void the_holder_of_the_code_can_give_up() {
    assertThat(on(EXCHANGING, new GiveUp(FailureReason.CODE_SPENT, null, CLAIM)))
        .isEqualTo(new Advance(new Failed(REQUEST, NOON, FailureReason.CODE_SPENT, null)));
  }
}
