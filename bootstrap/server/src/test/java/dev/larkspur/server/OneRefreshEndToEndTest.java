package dev.larkspur.server;

import static dev.larkspur.server.Play.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.larkspur.sandbox.world.SamplePerson;
import dev.larkspur.server.Calls.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Two instances on one database, and everybody wants the same: each refresh token goes out once.
 */
class OneRefreshEndToEndTest {
  private static final int PEOPLE = 8;
  private static final int CALLERS = 6; // of each person
  private static final int INSTANCES = 2;
  private static final Duration LIFE = Duration.ofSeconds(12);

  private static Play play;

  @BeforeAll
  static void begin() {
    play = Play.begin(Play.LENIENT.withAccessLife(LIFE), INSTANCES);
  }

  @AfterAll
  static void end() {
    play.close();
  }

  @AfterEach
  void no_refresh_token_was_presented_twice_and_no_rotation_was_lost() {
    Await.until(
        "delivered",
        PATIENCE,
        () -> play.sandbox().counters().rotations(),
        rotations -> rotations.delivered() == rotations.issued());
    assertThat(play.sandbox().counters().presentations().max()).isEqualTo(1);
    assertThat(play.sandbox().counters().refusedByLimit()).isZero();
  }

  @Test
  void T3_T13_of_lookups_and_refreshes_at_once_one_presents_and_all_get_its_token()
      throws Exception {
    var people = consented(PEOPLE);
    for (var person : people) {
      play.calls().awaitOver(person.openId());
    }
    var answers =
        ofEach(
            people,
            (person, caller) ->
                caller < 4
                    ? play.calls(caller % INSTANCES).token(person.openId())
                    : play.calls(caller % INSTANCES).refresh(person.openId(), 1));
    for (int i = 0; i < PEOPLE; i++) {
      assertThat(answers.get(i)).allMatch(answer -> answer.status() == 200 && answer.epoch() == 2);
      assertThat(tokens(answers.get(i))).hasSize(1).allMatch(play::isGood);
      assertThat(presented(people.get(i))).containsExactly("FIRST RENEWED");
    }
  }

  @Test
  void T11_T17_a_storm_of_refreshes_gives_each_a_newer_token_than_there_was() throws Exception {
    var people = consented(PEOPLE);
    var answers =
        ofEach(people, (person, caller) -> play.calls(caller % INSTANCES).refresh(person.openId()));
    for (int i = 0; i < PEOPLE; i++) {
      assertThat(answers.get(i)).allMatch(answer -> answer.status() == 200 && answer.epoch() > 1);
      long last = answers.get(i).stream().mapToLong(Answer::epoch).max().orElseThrow();
      assertThat(presented(people.get(i))).hasSize((int) last - 1).containsOnly("FIRST RENEWED");
    }
  }

  @Test
  void T15_instances_that_renew_ahead_side_by_side_present_each_token_once() throws Exception {
    var people = consented(PEOPLE);
    for (var person : people) {
      play.calls().token(person.openId());
    }
    for (var person : people) {
      play.calls(1).awaitGrant(person.openId(), "renewed", grant -> grant.epoch() >= 2);
      assertThat(presented(person)).isNotEmpty().containsOnly("FIRST RENEWED");
    }
  }

  private static List<SamplePerson> consented(int count) throws Exception {
    var people = play.sandbox().addPeople(count);
    Together.call(
        people.stream()
            .<Callable<String>>map(person -> () -> play.consent(play.calls(), person))
            .toList());
    return people;
  }

  private interface Call {
    Answer by(SamplePerson person, int caller);
  }

  /** All at once; the answers of each person's callers. */
  private static List<List<Answer>> ofEach(List<SamplePerson> people, Call call) throws Exception {
    var all = new ArrayList<Callable<Answer>>();
    for (var person : people) {
      for (int i = 0; i < CALLERS; i++) {
        int caller = i;
        all.add(() -> served(() -> call.by(person, caller)));
      }
    }
    var answers = Together.call(all);
    var byPerson = new ArrayList<List<Answer>>();
    for (int i = 0; i < people.size(); i++) {
      byPerson.add(answers.subList(i * CALLERS, (i + 1) * CALLERS));
    }
    return byPerson;
  }

  /** As a caller gets it who does as told by 503 and Retry-After. */
  private static Answer served(Supplier<Answer> call) {
    return Await.until("served", PATIENCE, call, answer -> answer.status() != 503);
  }

  /** What was sent to the platform: not what a busy machine came too late with. */
  private static List<String> presented(SamplePerson person) {
    return play.presentations(person).stream()
        .filter(presentation -> !presentation.equals("FIRST TURNED_AWAY"))
        .toList();
  }

  private static Set<String> tokens(List<Answer> answers) {
    return new HashSet<>(answers.stream().map(answer -> answer.text("access_token")).toList());
  }
}
