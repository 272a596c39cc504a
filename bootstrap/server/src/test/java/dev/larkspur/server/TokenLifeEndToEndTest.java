package dev.larkspur.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larkspur.sandbox.world.SamplePerson;
import dev.larkspur.server.Calls.Answer;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Tokens that live for seconds, on a platform that is well. */
class TokenLifeEndToEndTest {
  private static final Duration LIFE = Duration.ofSeconds(8);
  private static final Duration REFRESH_LIFE = Duration.ofSeconds(30);

  private static Play play;
  private static Calls calls;

  @BeforeAll
  static void begin() {
    play = Play.begin(Play.LENIENT.withAccessLife(LIFE).withRefreshLife(REFRESH_LIFE), 1);
    calls = play.calls();
  }

  @AfterAll
  static void end() {
    play.close();
  }

  private static Answer awaitEpoch(SamplePerson person, long epoch) {
    return calls.awaitGrant(person.openId(), "renewed", grant -> grant.epoch() == epoch);
  }

  private static Duration between(Answer first, Answer second) {
    return Duration.between(first.time("issued_at"), second.time("issued_at"));
  }

  @Test
  void a_lookup_renews_a_token_that_is_over_before_it_answers() {
    var person = play.somebody();
    play.consent(calls, person);
    assertThat(calls.awaitOver(person.openId()).text("state")).isEqualTo("active");

    var lookup = calls.token(person.openId());
    assertThat(lookup.status()).isEqualTo(200);
    assertThat(lookup.epoch()).isEqualTo(2);
    assertThat(lookup.body().path("expires_in").asLong()).isBetween(1L, LIFE.toSeconds());
    assertThat(play.ownerOf(lookup.text("access_token"))).isEqualTo(person.openId());
    assertThat(play.presentations(person)).containsExactly("FIRST RENEWED");
  }

  @Test
  void a_lookup_renews_a_token_that_is_over_too_soon_for_the_caller() {
    var person = play.somebody();
    play.consent(calls, person);
    int half = (int) LIFE.toSeconds() / 2;
    Await.until(
        "half over",
        LIFE,
        () -> calls.grant(person.openId()),
        grant -> Duration.between(grant.time("issued_at"), Instant.now()).toSeconds() > half);
    assertThat(calls.token(person.openId()).epoch()).isEqualTo(1);
    assertThat(calls.token(person.openId(), half).epoch()).isEqualTo(2);
  }

  @Test
  void T11_no_lookup_can_demand_more_than_half_of_a_life() {
    var person = play.somebody();
    play.consent(calls, person);
    var demanding = calls.token(person.openId(), (int) LIFE.toSeconds() / 2 + 1);
    assertThat(demanding.text("code")).isEqualTo("invalid_request");
    assertThat(calls.grant(person.openId()).epoch()).isEqualTo(1);
  }

  @Test
  void a_token_that_is_used_is_renewed_in_its_last_tenth_without_anybody_waiting() {
    var person = play.somebody();
    play.authorize(calls, person);
    var second = awaitEpoch(person, 2);
    var lookup = calls.token(person.openId());
    assertThat(lookup.epoch()).isEqualTo(2);
    assertThat(play.isGood(lookup.text("access_token"))).isTrue();

    // looked up again, so renewed again
    assertThat(between(second, awaitEpoch(person, 3)))
        .isGreaterThanOrEqualTo(LIFE.multipliedBy(9).dividedBy(10));
  }

  @Test
  void a_token_that_nobody_uses_is_renewed_at_half_of_the_refresh_tokens_life() {
    var person = play.somebody();
    play.consent(calls, person);
    var first = calls.grant(person.openId());
    var half = REFRESH_LIFE.dividedBy(2);
    assertThat(between(first, awaitEpoch(person, 2)))
        .isGreaterThanOrEqualTo(half.multipliedBy(49).dividedBy(50))
        .isGreaterThan(LIFE);
    assertThat(play.presentations(person)).containsExactly("FIRST RENEWED");
  }

  @Test
  void T17_a_forced_refresh_gives_a_newer_token_and_never_the_one_that_does_not_serve() {
    var person = play.somebody();
    var first = play.authorize(calls, person);
    var second = calls.refresh(person.openId());
    assertThat(second.status()).isEqualTo(200);
    assertThat(second.epoch()).isEqualTo(2);
    assertThat(second.text("access_token")).isNotEqualTo(first);
    assertThat(play.ownerOf(second.text("access_token"))).isEqualTo(person.openId());
    assertThat(calls.refresh(person.openId()).epoch()).isEqualTo(3);
  }

  @Test
  void T11_callers_who_name_the_epoch_share_one_refresh_though_they_come_one_after_the_other() {
    var person = play.somebody();
    play.authorize(calls, person);
    var one = calls.refresh(person.openId(), 1);
    var other = calls.refresh(person.openId(), 1);
    assertThat(one.epoch()).isEqualTo(2);
    assertThat(other.text("access_token")).isEqualTo(one.text("access_token"));
    assertThat(play.sandbox().tokensOf(person.openId()).rotationsIssued()).isEqualTo(1);
  }
}
