package dev.larkspur.application.token;

import static dev.larkspur.application.Cast.ANN;
import static dev.larkspur.application.Cast.BO;
import static dev.larkspur.application.Cast.CALLER;
import static dev.larkspur.application.Cast.DOCS;
import static dev.larkspur.application.Cast.NOON;
import static dev.larkspur.application.Cast.OTHER_APP;
import static dev.larkspur.application.Cast.pair;
import static dev.larkspur.application.Consented.ERROR;
import static org.assertj.core.api.Assertions.assertThat;

import dev.larkspur.application.Consented;
import dev.larkspur.application.token.LeaseResult.AuthorizationRequired;
import dev.larkspur.application.token.LeaseResult.Leased;
import dev.larkspur.application.token.LeaseResult.MissingScopes;
import dev.larkspur.application.token.LeaseResult.RefreshRefused;
import dev.larkspur.application.token.LeaseResult.RefreshUnavailable;
import dev.larkspur.application.token.LeaseResult.TooDemanding;
import dev.larkspur.application.token.port.TokenRefresh.Answer;
import dev.larkspur.application.token.port.TokenRefresh.Reason;
import dev.larkspur.domain.identity.Person;
import dev.larkspur.domain.token.Ending;
import dev.larkspur.domain.token.GrantCommand;
import dev.larkspur.domain.token.Scopes;
import dev.larkspur.domain.token.TokenPair;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class LeaseTokenTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final TokenScene scene = new TokenScene();

  private LeaseResult lookUp(Duration minTtl) {
    return scene.one.lookUp(minTtl);
  }

  private long released(long epoch) {
    return scene.releases.count(CALLER, ANN, epoch);
  }

  private static long epoch(LeaseResult result) {
    return ((Leased) result).token().epoch();
  }

  @Test
  void a_persons_token_is_lent_with_all_that_the_caller_needs() {
    var pair = scene.consented(ANN).pair();
    scene.clock.advance(Duration.ofMinutes(30));
    assertThat(lookUp(MINUTE))
        .isEqualTo(
            new Leased(
                new UserToken(
                    ANN, pair.access(), pair.expiresAt(), Duration.ofMinutes(90), DOCS, 1, false)));
    scene.ledger.flush();
    assertThat(released(1)).isOne();
  }

  @Test
  void T12_nobody_gets_another_persons_token() {
    scene.consented(ANN);
    var namesake = new Person(OTHER_APP, ANN.openId());
    for (var other : List.of(BO, namesake)) {
      assertThat(scene.one.lease.handle(CALLER, other, MINUTE, Scopes.NONE))
          .isEqualTo(new AuthorizationRequired());
      scene.ledger.flush();
      assertThat(scene.releases.count(CALLER, other, 1)).isZero();
    }
  }

  @Test
  void a_lookup_is_noted_once_for_each_pair() {
    scene.consented(ANN);
    assertThat(scene.now(ANN).wanted()).isFalse();
    lookUp(MINUTE);
    assertThat(scene.now(ANN).wanted()).isTrue();
  }

  @Test
  void a_token_that_is_over_too_soon_is_renewed_first() {
    scene.consented(ANN);
    scene.clock.advance(Duration.ofMinutes(119).plusMillis(1));
    assertThat(epoch(lookUp(MINUTE))).isEqualTo(2);
    scene.ledger.flush();
    assertThat(released(1)).isZero();
    scene.ledger.flush();
    assertThat(released(2)).isOne();
    assertThat(scene.now(ANN).wanted()).isTrue();
  }

  @Test
  void T7_a_token_is_renewed_days_after_it_was_over() {
    scene.consented(ANN);
    scene.clock.advance(Duration.ofDays(6));
    assertThat(epoch(lookUp(MINUTE))).isEqualTo(2);
  }

  @Test
  void a_valid_token_is_never_withheld_because_it_cannot_be_renewed_now() {
    scene.consented(ANN);
    scene.clock.advance(Duration.ofMinutes(90));
    scene.platform.answer(new Answer.TurnedAway(Reason.UNAVAILABLE, MINUTE, ERROR));
    var token = ((Leased) lookUp(Duration.ofMinutes(45))).token();
    assertThat(token.left()).isEqualTo(Duration.ofMinutes(30));
    assertThat(token.epoch()).isOne();
  }

  @Test
  void an_uncertain_grants_token_is_lent_and_called_so_while_it_lasts() {
    scene.consented(ANN);
    scene.clock.advance(Duration.ofMinutes(90));
    scene.platform.loseAnswer();
    assertThat(((Leased) lookUp(Duration.ofMinutes(45))).token().uncertain()).isTrue();
    scene.clock.advance(Duration.ofMinutes(29));
    scene.platform.loseAnswer();
    assertThat(((Leased) lookUp(MINUTE)).token().uncertain()).isTrue();
    scene.clock.advance(MINUTE);
    scene.platform.loseAnswer(); // the probe is lost too
    assertThat(lookUp(Duration.ZERO)).isInstanceOf(RefreshUnavailable.class);
    scene.clock.advance(MINUTE);
    assertThat(lookUp(Duration.ZERO)).isEqualTo(new AuthorizationRequired());
  }

  @Test
  void a_token_that_is_over_and_cannot_be_renewed_now_is_not_lent() {
    scene.consented(ANN);
    scene.clock.advance(Duration.ofHours(2));
    scene.platform.answer(new Answer.TurnedAway(Reason.UNAVAILABLE, MINUTE, ERROR));
    assertThat(lookUp(Duration.ZERO)).isEqualTo(new RefreshUnavailable(MINUTE, ERROR));
    scene.clock.advance(MINUTE);
    scene.platform.answer(new Answer.Misconfigured(ERROR));
    assertThat(lookUp(Duration.ZERO)).isEqualTo(new RefreshRefused(ERROR));
    scene.clock.advance(MINUTE);
    scene.platform.answer(new Answer.Refused(Ending.INVALID, ERROR));
    assertThat(lookUp(Duration.ZERO)).isEqualTo(new AuthorizationRequired());
    scene.ledger.flush();
    assertThat(released(1)).isZero();
  }

  @Test
  void scopes_that_were_not_consented_to_are_named_and_nothing_is_renewed_for_them() {
    scene.consented(ANN);
    var more = DOCS.union(Scopes.of("a:b"));
    var missing = new MissingScopes(Scopes.of("a:b"));
    assertThat(scene.one.lease.handle(CALLER, ANN, MINUTE, more)).isEqualTo(missing);
    scene.clock.advance(Duration.ofHours(2));
    assertThat(scene.one.lease.handle(CALLER, ANN, MINUTE, more)).isEqualTo(missing);
    assertThat(scene.platform.count()).isZero();
  }

  @Test
  void T5_a_renewed_pair_that_lacks_what_is_asked_is_kept_but_not_lent() {
    scene.consented(ANN);
    scene.clock.advance(Duration.ofHours(2));
    var full = pair(scene.clock.instant());
    var poor =
        new TokenPair(
            full.access(), full.issuedAt(), full.expiresAt(), full.refresh(), Scopes.of("a:b"));
    scene.platform.answer(new Answer.Next(poor));
    assertThat(lookUp(MINUTE)).isInstanceOf(RefreshUnavailable.class);
    assertThat(scene.now(ANN).pair()).isEqualTo(poor);
    assertThat(lookUp(MINUTE)).isInstanceOf(MissingScopes.class);
  }

  @Test
  void T11_too_long_a_life_cannot_be_demanded() {
    scene.consented(ANN);
    assertThat(lookUp(Duration.ofHours(2))).isEqualTo(new TooDemanding(Duration.ofHours(1)));
    assertThat(scene.platform.count()).isZero();
  }

  @Test
  void T10_a_withdrawn_grants_token_is_not_lent() {
    scene.consented(ANN);
    Consented.tell(scene.grants, ANN, new GrantCommand.Revoke(), NOON);
    assertThat(lookUp(MINUTE)).isEqualTo(new AuthorizationRequired());
  }

  @Test
  void a_grant_withdrawn_while_it_was_renewed_is_not_lent_either() {
    scene.consented(ANN);
    scene.clock.advance(Duration.ofHours(2));
    scene.platform.during(() -> Consented.tell(scene.grants, ANN, new GrantCommand.Revoke(), NOON));
    assertThat(lookUp(MINUTE)).isEqualTo(new AuthorizationRequired());
  }
}
