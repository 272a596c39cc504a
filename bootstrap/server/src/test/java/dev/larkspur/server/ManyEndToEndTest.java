package dev.larkspur.server;

import static dev.larkspur.server.Play.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.larkspur.sandbox.SandboxOptions;
import dev.larkspur.sandbox.world.SamplePerson;
import java.util.HashSet;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Many people and several instances, under the platform's real limits. */
@Isolated
class ManyEndToEndTest {
  @Test
  void two_hundred_authorizations_at_once_all_complete_each_with_its_own_token() throws Exception {
    try (var play = Play.begin(SandboxOptions.defaults(), 1)) {
      var people = play.sandbox().addPeople(200);
      var tokens =
          Together.call(
              people.stream()
                  .<Callable<String>>map(p -> () -> play.authorize(play.calls(), p))
                  .toList());
      assertThat(new HashSet<>(tokens)).hasSize(200);
      for (int i = 0; i < people.size(); i++) {
        assertThat(play.ownerOf(tokens.get(i))).isEqualTo(people.get(i).openId());
        assertThat(play.sandbox().cards(people.get(i).openId())).hasSize(1);
      }
      assertThat(play.sandbox().journal().requests("POST", "/oauth/v3/token"))
          .noneMatch(entry -> entry.status() == 429);
    }
  }

  @Test
  void clicks_on_two_instances_at_once_make_one_device_code_one_card_one_truth() throws Exception {
    try (var play = Play.begin(SandboxOptions.defaults(), 2)) {
      var people = play.sandbox().addPeople(10);
      for (var person : people) {
        var asked =
            Together.call(
                IntStream.range(0, 3)
                    .<Callable<String>>mapToObj(
                        i -> () -> play.calls(i % 2).ask(person.openId()).text("id"))
                    .toList());
        assertThat(new HashSet<>(asked)).hasSize(1);
        clickFourTimesAtOnce(play, person);
      }
      assertThat(play.requests("POST", "/oauth/v1/device_authorization")).isEqualTo(10);
      for (var person : people) {
        assertThat(play.sandbox().cards(person.openId())).hasSize(1);
        var card = play.sandbox().awaitCard(person.openId(), PATIENCE);
        play.sandbox().awaitCard(card.messageId(), Play::hasLink, PATIENCE);
        for (int server = 0; server < 2; server++) {
          assertThat(play.calls(server).ask(person.openId()).text("state"))
              .isEqualTo("awaiting_consent");
        }
      }
    }
  }

  private static void clickFourTimesAtOnce(Play play, SamplePerson person) throws Exception {
    var card = play.sandbox().awaitCard(person.openId(), PATIENCE);
    var value = card.button("authorize").orElseThrow().value().orElseThrow();
    var clicks =
        Together.call(
            IntStream.range(0, 4)
                .<Callable<Boolean>>mapToObj(
                    _ ->
                        () ->
                            play.sandbox().clickRaw(card.messageId(), person.openId(), value).ok())
                .toList());
    assertThat(clicks).containsOnly(true);
  }
}
