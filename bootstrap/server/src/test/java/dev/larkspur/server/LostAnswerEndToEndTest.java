package dev.larkspur.server;

import static dev.larkspur.server.Play.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.larkspur.sandbox.world.RefreshFaults.How;
import dev.larkspur.sandbox.world.SamplePerson;
import dev.larkspur.server.Calls.Answer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Refreshes whose answer was lost, on two instances. The probe of a lost answer takes half a minute
 * at least: everybody loses theirs in the beginning, and the tests look at what becomes of them.
 */
class LostAnswerEndToEndTest {
  private static final Duration LIFE = Duration.ofSeconds(50);
  private static final String RENEWAL = "Please renew your permission";

  /** Somebody whose refresh went wrong, and what callers got right after it. */
  private record Victim(SamplePerson person, String token, Answer refresh, Answer lookup) {
    String openId() {
      return person.openId();
    }
  }

  private static Play play;
  private static Victim dropped;
  private static Victim garbled;
  private static Victim failed;

  @BeforeAll
  static void everybody_loses_an_answer() throws Exception {
    play = Play.begin(Play.LENIENT.withAccessLife(LIFE), 2);
    var people = play.sandbox().addPeople(3);
    var tokens =
        Together.call(
            people.stream()
                .<Callable<String>>map(person -> () -> play.authorize(play.calls(), person))
                .toList());
    dropped = strike(people.get(0), tokens.get(0), How.COMMIT_THEN_DROP);
    garbled = strike(people.get(1), tokens.get(1), How.COMMIT_THEN_GARBAGE);
    failed = strike(people.get(2), tokens.get(2), How.INTERNAL_ERROR);
  }

  @AfterAll
  static void end() {
    play.close();
  }

  private static Victim strike(SamplePerson person, String token, How how) {
    play.sandbox().faults().refresh().next(1, how);
    var refresh = play.calls(0).refresh(person.openId());
    return new Victim(person, token, refresh, play.calls(1).token(person.openId()));
  }

  private static Answer awaitState(SamplePerson person, String state) {
    return play.calls()
        .awaitGrant(person.openId(), state, grant -> grant.text("state").equals(state));
  }

  private static List<String> cards(SamplePerson person) {
    return play.sandbox().cards(person.openId()).stream().map(card -> card.title("en_us")).toList();
  }

  @Test
  void T9_a_lost_answer_is_not_asked_for_again_and_the_valid_token_is_served_on() {
    for (var victim : List.of(dropped, garbled, failed)) {
      assertThat(victim.refresh().status()).isEqualTo(503);
      assertThat(victim.refresh().text("code")).isEqualTo("refresh_unavailable");
      assertThat(victim.refresh().retryAfter()).isBetween(30L, LIFE.toSeconds());
      assertThat(victim.lookup().status()).isEqualTo(200);
      assertThat(victim.lookup().text("state")).isEqualTo("uncertain");
      assertThat(victim.lookup().text("access_token")).isEqualTo(victim.token());
    }
  }

  @Test
  void what_was_carried_out_and_lost_ends_by_one_probe_and_one_card() {
    for (var victim : List.of(dropped, garbled)) {
      var ended = awaitState(victim.person(), "needs_reauthorization");
      assertThat(ended.body().path("refreshable").asBoolean(true)).isFalse();
      assertThat(ended.text("last_error")).startsWith("20073");
      assertThat(play.presentations(victim.person()))
          .containsExactly("FIRST NO_ANSWER", "PROBE REFUSED");
      assertThat(play.sandbox().tokensOf(victim.openId()).presentationsMax()).isEqualTo(2);
    }
    for (var victim : List.of(dropped, garbled)) {
      play.sandbox().awaitCards(victim.openId(), 2, PATIENCE);
      play.calls().awaitOver(victim.openId());
      var lookup = play.calls(0).token(victim.openId());
      assertThat(lookup.text("code")).isEqualTo("authorization_required");
      assertThat(lookup.body().path("authorization").path("state").asText()).isEqualTo("pending");
      assertThat(cards(victim.person())).containsExactly("Authorized", RENEWAL);
    }
  }

  @Test
  void what_was_not_carried_out_is_renewed_by_the_probe_and_the_person_is_left_in_peace() {
    var person = failed.person();
    var renewed = play.calls().awaitGrant(person.openId(), "renewed", grant -> grant.epoch() == 2);
    assertThat(renewed.text("state")).isEqualTo("active");
    var probedAfter =
        Duration.between(failed.lookup().time("expires_at"), renewed.time("issued_at")).plus(LIFE);
    assertThat(probedAfter).isGreaterThanOrEqualTo(LIFE.multipliedBy(9).dividedBy(10));
    assertThat(play.presentations(person)).containsExactly("FIRST NO_ANSWER", "PROBE RENEWED");
    assertThat(play.isGood(play.calls().token(person.openId()).text("access_token"))).isTrue();
    assertThat(cards(person)).containsExactly("Authorized");
  }

  @Test
  void who_is_asked_anew_and_consents_is_active_again_and_not_asked_twice_within_the_cool_down() {
    var person = play.sandbox().addPerson("Asked anew");
    var token = play.authorize(play.calls(), person);
    var refused = strike(person, token, How.USED);
    assertThat(refused.refresh().text("code")).isEqualTo("authorization_required");
    // a valid token is never withheld
    assertThat(refused.lookup().text("access_token")).isEqualTo(token);
    play.sandbox().awaitCards(person.openId(), 2, PATIENCE);
    assertThat(cards(person)).containsExactly("Authorized", RENEWAL);

    play.sandbox().approve(play.clickThrough(person), person.openId());
    awaitState(person, "active");
    var anew =
        Await.until(
            "the new one",
            Play.HEARD_WITHIN,
            () -> play.calls().token(person.openId()),
            answer -> answer.epoch() == 2);
    assertThat(play.ownerOf(anew.text("access_token"))).isEqualTo(person.openId());

    strike(person, anew.text("access_token"), How.USED);
    awaitState(person, "needs_reauthorization");
    // whose turn comes later is asked, so this one would have been
    var later = play.sandbox().addPerson("Asked later");
    strike(later, play.authorize(play.calls(), later), How.REVOKED);
    play.sandbox().awaitCards(later.openId(), 2, PATIENCE);
    assertThat(cards(person)).containsExactly("Authorized", "Authorized");
  }
}
