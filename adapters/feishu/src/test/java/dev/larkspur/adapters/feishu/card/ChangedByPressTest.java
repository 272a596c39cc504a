package dev.larkspur.adapters.feishu.card;

import static dev.larkspur.application.Cast.requested;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import dev.larkspur.adapters.feishu.StubPlatform;
import dev.larkspur.adapters.feishu.StubPlatform.Asked;
import dev.larkspur.application.MutableClock;
import dev.larkspur.application.authorization.port.Cards.Outcome;
import dev.larkspur.application.authorization.port.MessageId;
import dev.larkspur.domain.authorization.AuthSession;
import dev.larkspur.domain.authorization.AuthSession.Granted;
import dev.larkspur.domain.identity.AppId;
import dev.larkspur.domain.identity.OpenId;
import dev.larkspur.domain.identity.Person;
import dev.larkspur.domain.token.Scopes;
import dev.larkspur.domain.token.Secret;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A card that cannot be changed as a message can be changed as the answer to a press. */
class ChangedByPressTest {
  private static final String UPDATE = "/open-apis/interactive/v1/card/update";
  private static final MessageId MESSAGE = new MessageId("om_1");
  private static final Secret TOKEN = new Secret("c-0123456789abcdef0123456789abcdef01234567");
  private static final Outcome SHOWN = new Outcome.Shown(MESSAGE);

  private final StubPlatform platform = new StubPlatform();
  private final MutableClock clock = new MutableClock(StubPlatform.NOON);
  private final CallbackTokens tokens = new CallbackTokens(clock);
  private final FeishuCards cards =
      new FeishuCards(platform.apps(StubPlatform.quick(null)), tokens);
  private final AuthSession session =
      new Granted(
          requested(new Person(new AppId(StubPlatform.ID), new OpenId("ou_ann"))).request(),
          StubPlatform.NOON,
          Scopes.OFFLINE_ACCESS);

  @BeforeEach
  void answer() {
    platform.answers(200, "{\"code\":0,\"tenant_access_token\":\"t-1\",\"expire\":7200}");
    platform.answersAt(UPDATE, "{\"code\":0,\"msg\":\"success\",\"data\":{}}");
  }

  @AfterEach
  void close() {
    platform.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {230002, 230006, 230013, 230027, 230031})
  void what_speaks_against_the_message_is_got_round_by_the_token_of_a_press(int code) {
    refuseToChangeMessages(code);
    tokens.keep(MESSAGE, TOKEN);

    assertThat(cards.change(session, MESSAGE)).isEqualTo(SHOWN);

    var update = JsonParser.parseString(updates().getFirst().body()).getAsJsonObject();
    assertThat(update.keySet()).containsExactlyInAnyOrder("token", "card");
    assertThat(update.get("token").getAsString()).isEqualTo(TOKEN.reveal());
    assertThat(update.getAsJsonObject("card").get("schema").getAsString()).isEqualTo("2.0");
    assertThat(StubPlatform.header(updates().getFirst(), "Authorization")).isEqualTo("Bearer t-1");
  }

  @ParameterizedTest
  @ValueSource(ints = {230001, 230011, 230022, 230025, 230028, 230099, 230110})
  void what_speaks_against_the_card_or_is_gone_is_left_alone(int code) {
    refuseToChangeMessages(code);
    tokens.keep(MESSAGE, TOKEN);

    assertThat(cards.change(session, MESSAGE)).isInstanceOf(Outcome.Undeliverable.class);
    assertThat(updates()).isEmpty();
  }

  @Test
  void what_is_only_limited_is_tried_again_as_it_was() {
    refuseToChangeMessages(230020);
    tokens.keep(MESSAGE, TOKEN);

    assertThat(cards.change(session, MESSAGE)).isInstanceOf(Outcome.TryLater.class);
    assertThat(updates()).isEmpty();
  }

  @Test
  void a_token_is_used_twice() {
    refuseToChangeMessages(230031);
    tokens.keep(MESSAGE, TOKEN);

    assertThat(cards.change(session, MESSAGE)).isEqualTo(SHOWN);
    assertThat(cards.change(session, MESSAGE)).isEqualTo(SHOWN);
    assertThat(cards.change(session, MESSAGE)).isInstanceOf(Outcome.Undeliverable.class);
    assertThat(updates()).hasSize(2);
  }

  @Test
  void a_token_is_used_for_half_an_hour() {
    refuseToChangeMessages(230031);
    tokens.keep(MESSAGE, TOKEN);

    clock.advance(Duration.ofMinutes(29));

    assertThat(cards.change(session, MESSAGE)).isInstanceOf(Outcome.Undeliverable.class);
    assertThat(updates()).isEmpty();
  }

  @Test
  void what_is_refused_both_ways_is_told_as_it_was_refused_first() {
    refuseToChangeMessages(230031);
    platform.answersAt(UPDATE, "{\"code\":300030,\"msg\":\"expired\"}");
    tokens.keep(MESSAGE, TOKEN);

    var outcome = (Outcome.Undeliverable) cards.change(session, MESSAGE);

    assertThat(outcome.error().code()).isEqualTo("230031");
  }

  @Test
  void no_more_tokens_are_kept_than_there_is_room_for() {
    tokens.keep(MESSAGE, TOKEN);
    for (int i = 0; i < 2_000; i++) {
      tokens.keep(new MessageId("om_other_" + i), TOKEN);
    }

    assertThat(tokens.use(MESSAGE)).isEmpty();
    assertThat(tokens.use(new MessageId("om_other_0"))).contains(TOKEN);
  }

  private void refuseToChangeMessages(int code) {
    platform.answersAt(
        "/open-apis/im/v1/messages/", "{\"code\":%d,\"msg\":\"no\"}".formatted(code));
  }

  private List<Asked> updates() {
    return platform.asked().stream().filter(asked -> asked.path().equals(UPDATE)).toList();
  }
}
