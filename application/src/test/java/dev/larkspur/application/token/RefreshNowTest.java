package dev.larkspur.application.token;

import static dev.larkspur.application.Cast.ANN;
import static dev.larkspur.application.Cast.CALLER;
import static dev.larkspur.application.Cast.NOON;
import static dev.larkspur.application.Consented.ERROR;
import static dev.larkspur.application.Consented.tell;
import static org.assertj.core.api.Assertions.assertThat;

import dev.larkspur.application.Cast;
import dev.larkspur.application.Consented;
import dev.larkspur.application.token.LeaseResult.AuthorizationRequired;
import dev.larkspur.application.token.LeaseResult.GrantRevoked;
import dev.larkspur.application.token.LeaseResult.JustIssued;
import dev.larkspur.application.token.LeaseResult.Leased;
import dev.larkspur.application.token.LeaseResult.RefreshRefused;
import dev.larkspur.application.token.LeaseResult.RefreshUnavailable;
import dev.larkspur.application.token.port.TokenRefresh.Answer;
import dev.larkspur.application.token.port.TokenRefresh.Reason;
import dev.larkspur.domain.token.Ending;
import dev.larkspur.domain.token.GrantCommand;
import dev.larkspur.domain.token.TokenPair;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RefreshNowTest {
  private static final Duration HALF_A_MINUTE = Duration.ofSeconds(30);

  private final TokenScene scene = new TokenScene();

  private LeaseResult refresh(@Nullable Long epoch) {
    return scene.one.refreshNow.handle(CALLER, ANN, epoch);
  }

  private static long epoch(LeaseResult result) {
    return ((Leased) result).token().epoch();
  }

  @Test
  void a_newer_token_is_fetched_though_the_present_one_is_valid() {
    scene.consented(ANN);
    assertThat(epoch(refresh(null))).isEqualTo(2);
    assertThat(epoch(refresh(null))).isEqualTo(3);
    scene.ledger.flush();
    assertThat(scene.releases.count(CALLER, ANN, 3)).isOne();
  }

  @Test
  void T11_callers_who_name_the_same_token_share_one_refresh_even_one_after_the_other() {
    scene.consented(ANN);
    for (int i = 0; i < 20; i++) {
      assertThat(epoch(refresh(1L))).isEqualTo(2);
    }
    assertThat(scene.platform.count()).isOne();
  }

  @Test
  void a_token_that_was_never_given_is_taken_for_the_present_one() {
    scene.consented(ANN);
    assertThat(epoch(refresh(99L))).isEqualTo(2);
  }

  private LeaseResult refreshIfRipe(TokenScene.Instance instance, long epoch) {
    return instance.refreshNow.handle(CALLER, ANN, epoch, HALF_A_MINUTE);
  }

  @Test
  void a_young_token_is_not_replaced_for_those_who_say_so_and_is_for_all_others() {
    scene.consented(ANN);
    assertThat(refreshIfRipe(scene.one, 1)).isEqualTo(new JustIssued(HALF_A_MINUTE));
    assertThat(epoch(refresh(1L))).isEqualTo(2);
    assertThat(epoch(refreshIfRipe(scene.one, 1))).isEqualTo(2);
    scene.clock.advance(HALF_A_MINUTE.minusMillis(1));
    assertThat(refreshIfRipe(scene.one, 2)).isEqualTo(new JustIssued(Duration.ofMillis(1)));
    scene.clock.advance(Duration.ofMillis(1));
    assertThat(epoch(refreshIfRipe(scene.one, 2))).isEqualTo(3);
  }

  @Test
  void however_many_come_to_whichever_instance_a_platform_that_takes_none_gets_one_refresh() {
    scene.consented(ANN);
    scene.clock.advance(HALF_A_MINUTE);
    var other = scene.new Instance("other", scene.grants, Runnable::run, scene.pause);
    for (int round = 0; round < 10; round++) {
      for (var instance : List.of(scene.one, other)) {
        refreshIfRipe(instance, scene.now(ANN).epoch());
      }
    }
    assertThat(scene.platform.count()).isOne();
  }

  @Test
  void one_whose_time_is_over_is_never_too_young() {
    var now = scene.clock.instant();
    var full = Cast.pair(now);
    var brief =
        new TokenPair(full.access(), now, now.plusSeconds(5), full.refresh(), full.scopes());
    Consented.to(brief, ANN, scene.stores, now);
    scene.clock.advance(Duration.ofSeconds(6));
    assertThat(epoch(refreshIfRipe(scene.one, 1))).isEqualTo(2);
  }

  @Test
  void one_that_was_issued_by_a_clock_ahead_of_ours_is_young() {
    scene.consented(ANN);
    scene.clock.advance(Duration.ofSeconds(-5));
    assertThat(refreshIfRipe(scene.one, 1)).isEqualTo(new JustIssued(HALF_A_MINUTE.plusSeconds(5)));
    assertThat(epoch(refresh(1L))).isEqualTo(2); // which is no matter where nobody asks
  }

  @Test
  void T17_where_there_is_no_newer_token_none_is_given() {
    scene.consented(ANN);
    scene.platform.answer(new Answer.TurnedAway(Reason.UNAVAILABLE, Duration.ofMinutes(1), ERROR));
    assertThat(refresh(null)).isEqualTo(new RefreshUnavailable(Duration.ofMinutes(1), ERROR));
    scene.clock.advance(Duration.ofMinutes(1));
    scene.platform.answer(new Answer.Misconfigured(ERROR));
    assertThat(refresh(null)).isEqualTo(new RefreshRefused(ERROR));
    scene.clock.advance(Duration.ofMinutes(1));
    scene.platform.loseAnswer();
    assertThat(refresh(null)).isInstanceOf(RefreshUnavailable.class);
    scene.ledger.flush();
    assertThat(scene.releases.count(CALLER, ANN, 1)).isZero();
  }

  @Test
  void T17_nor_is_the_old_one_given_when_somebody_else_is_at_it_meanwhile() {
    scene.consented(ANN);
    var late = NOON.plus(Duration.ofMinutes(110));
    scene.platform.answer(new Answer.TurnedAway(Reason.UNAVAILABLE, Duration.ZERO, ERROR));
    scene.platform.during(
        () -> {
          scene.at(late); // the answer is thought lost, and another instance probes
          tell(scene.grants, ANN, Consented.renew(late), late);
        });
    assertThat(refresh(1L)).isEqualTo(new RefreshUnavailable(Duration.ofSeconds(1), null));
  }

  @Test
  void what_is_gone_or_was_never_there_is_told_apart() {
    assertThat(refresh(null)).isEqualTo(new AuthorizationRequired());
    scene.consented(ANN);
    scene.platform.answer(new Answer.Refused(Ending.INVALID, ERROR));
    assertThat(refresh(null)).isEqualTo(new AuthorizationRequired());
    tell(scene.grants, ANN, new GrantCommand.Revoke(), NOON);
    assertThat(refresh(null)).isEqualTo(new GrantRevoked());
  }

  @Test
  void a_grant_withdrawn_during_the_refresh_gives_no_token() {
    scene.consented(ANN);
    scene.platform.during(() -> tell(scene.grants, ANN, new GrantCommand.Revoke(), NOON));
    assertThat(refresh(null)).isEqualTo(new GrantRevoked());
  }
}
