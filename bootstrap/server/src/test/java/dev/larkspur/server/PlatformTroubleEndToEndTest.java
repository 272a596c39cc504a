package dev.larkspur.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.larkspur.sandbox.world.Journal.Entry;
import dev.larkspur.sandbox.world.RefreshFaults.How;
import dev.larkspur.sandbox.world.SamplePerson;
import dev.larkspur.server.Calls.Answer;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A platform that turns refreshes away, or takes its time, before two instances. */
class PlatformTroubleEndToEndTest {
  private static final Duration LIFE = Duration.ofMinutes(1);

  private static Play play;
  private static SamplePerson switchedOff;
  private static Answer whileSwitchedOff;

  /** What an operator has to mend is tried again after a minute: that minute passes meanwhile. */
  @BeforeAll
  static void begin() {
    play = Play.begin(Play.LENIENT.withAccessLife(LIFE), 2);
    switchedOff = somebody();
    whileSwitchedOff = strike(switchedOff, How.SWITCHED_OFF, Duration.ZERO);
  }

  @AfterAll
  static void end() {
    play.close();
  }

  /** Has consented, and is looked up. */
  private static SamplePerson somebody() {
    var person = play.sandbox().addPerson("Somebody " + UUID.randomUUID());
    play.authorize(play.calls(), person);
    return person;
  }

  private static Answer strike(SamplePerson person, How how, Duration delay) {
    play.sandbox().faults().refresh().next(1, how, delay);
    return play.calls(0).refresh(person.openId());
  }

  private static Answer awaitRenewed(SamplePerson person) {
    return play.calls().awaitGrant(person.openId(), "renewed", grant -> grant.epoch() == 2);
  }

  private static void isServed(SamplePerson person, long epoch) {
    var lookup =
        Await.until(
            "the other instance has heard of it",
            Play.HEARD_WITHIN,
            () -> play.calls(1).token(person.openId()),
            answer -> answer.epoch() == epoch);
    assertThat(lookup.status()).isEqualTo(200);
    assertThat(lookup.text("state")).isEqualTo("active");
    assertThat(lookup.epoch()).isEqualTo(epoch);
    assertThat(play.isGood(lookup.text("access_token"))).isTrue();
  }

  @Test
  void a_platform_that_is_out_of_order_keeps_the_refresh_token_which_is_presented_later() {
    var person = somebody();
    var refresh = strike(person, How.UNAVAILABLE, Duration.ZERO);
    assertThat(refresh.status()).isEqualTo(503);
    assertThat(refresh.text("code")).isEqualTo("refresh_unavailable");
    assertThat(refresh.text("platform_code")).isEqualTo("20072");
    assertThat(refresh.retryAfter()).isPositive();
    assertThat(play.calls().grant(person.openId()).text("last_error")).startsWith("20072");
    isServed(person, 1);

    Await.until(
        "refreshed",
        LIFE,
        () -> play.calls(1).refresh(person.openId(), 1),
        answer -> answer.status() == 200);
    isServed(person, 2);
    assertThat(play.presentations(person)).containsExactly("FIRST TURNED_AWAY", "FIRST RENEWED");
    assertThat(play.sandbox().tokensOf(person.openId()).presentationsMax()).isEqualTo(1);
  }

  @Test
  void a_rate_answer_pauses_the_app_for_as_long_as_the_platform_says_on_all_instances() {
    var pause = Duration.ofSeconds(4);
    var person = somebody();
    var another = somebody();
    assertThat(strike(person, How.LIMITED, pause).epoch()).isEqualTo(2); // it was waited for
    isServed(person, 2);

    assertThat(play.calls(1).refresh(another.openId()).epoch()).isEqualTo(2);
    var asked = play.sandbox().journal().requests("POST", "/oauth/v3/token");
    var limited = asked.stream().filter(entry -> entry.status() == 429).toList().getLast();
    assertThat(asked.stream().map(Entry::at).filter(at -> at.isAfter(limited.at())))
        .isNotEmpty()
        .allMatch(at -> !at.isBefore(limited.at().plus(pause)));
  }

  @Test
  void what_an_operator_has_to_mend_is_told_with_the_platforms_code_and_recovers_by_itself() {
    assertThat(whileSwitchedOff.status()).isEqualTo(502);
    assertThat(whileSwitchedOff.text("code")).isEqualTo("platform_error");
    assertThat(whileSwitchedOff.text("platform_code")).isEqualTo("20074");
    assertThat(whileSwitchedOff.body().path("retryable").asBoolean(true)).isFalse();

    awaitRenewed(switchedOff);
    isServed(switchedOff, 2);
    assertThat(play.presentations(switchedOff))
        .containsExactly("FIRST TURNED_AWAY", "FIRST RENEWED");
    assertThat(play.sandbox().cards(switchedOff.openId())).hasSize(1);
  }

  @Test
  void T14_a_caller_who_goes_away_takes_no_rotation_along() {
    var person = somebody();
    var hasty = play.calls().within(Duration.ofMillis(300));
    play.sandbox().faults().refresh().next(1, How.SLOW, Duration.ofSeconds(3));
    assertThatThrownBy(() -> hasty.refresh(person.openId()))
        .hasCauseInstanceOf(HttpTimeoutException.class);
    awaitRenewed(person);
    isServed(person, 2);
    assertThat(play.sandbox().tokensOf(person.openId()).rotationsIssued()).isEqualTo(1);
  }

  @Test
  void T16_an_answer_that_takes_longer_than_a_caller_waits_is_stored_all_the_same() {
    var person = somebody();
    var impatient = strike(person, How.SLOW, Duration.ofSeconds(18));
    assertThat(impatient.status()).isEqualTo(503);
    assertThat(impatient.text("code")).isEqualTo("refresh_unavailable");
    assertThat(impatient.retryAfter()).isPositive();
    isServed(person, 1);

    awaitRenewed(person);
    isServed(person, 2);
    assertThat(play.presentations(person)).containsExactly("FIRST RENEWED");
  }
}
