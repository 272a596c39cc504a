package dev.larkspur.server;

import static dev.larkspur.server.Play.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.larkspur.sandbox.chat.ShownCard;
import dev.larkspur.sandbox.world.RefreshFaults.How;
import dev.larkspur.sandbox.world.SamplePerson;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Consent that is withdrawn, on two instances: nobody serves the token, the platform knows. */
class RevokeEndToEndTest {
  private static Play play;

  @BeforeAll
  static void begin() {
    play = Play.begin(Play.LENIENT, 2);
  }

  @AfterAll
  static void end() {
    play.close();
  }

  private static ShownCard awaitTitle(String messageId, String title) {
    return play.sandbox().awaitCard(messageId, card -> card.title("en_us").equals(title), PATIENCE);
  }

  /** The newest card, once it says that the person consented. */
  private static ShownCard authorizedCard(SamplePerson person) {
    return awaitTitle(play.sandbox().cards(person.openId()).getLast().messageId(), "Authorized");
  }

  private static void isServed(SamplePerson person, String token) {
    for (int server = 0; server < 2; server++) {
      var calls = play.calls(server);
      Await.until(
          "it is served",
          Play.HEARD_WITHIN,
          () -> calls.token(person.openId()).text("access_token"),
          token::equals);
    }
    assertThat(play.isGood(token)).isTrue();
  }

  private static void isServedByNobody(SamplePerson person) {
    for (int server = 0; server < 2; server++) {
      var calls = play.calls(server);
      var lookup =
          Await.until(
              "it is refused",
              Play.HEARD_WITHIN,
              () -> calls.token(person.openId()),
              answer -> answer.status() == 404);
      assertThat(lookup.text("code")).isEqualTo("authorization_required");
      var grant = play.calls(server).grant(person.openId());
      assertThat(grant.text("state")).isEqualTo("revoked");
      assertThat(grant.body().path("refreshable").asBoolean(true)).isFalse();
    }
  }

  @Test
  void T18_what_a_service_revokes_is_worth_nothing_anywhere_and_the_card_says_so() {
    var person = play.somebody();
    play.authorize(play.calls(), person);
    var card = authorizedCard(person);
    assertThat(play.anythingIsGoodOf(person)).isTrue();

    assertThat(play.calls(1).revoke(person.openId()).status()).isEqualTo(204);
    isServedByNobody(person);
    assertThat(play.anythingIsGoodOf(person)).isFalse();
    assertThat(awaitTitle(card.messageId(), "Revoked").buttons()).isEmpty();

    assertThat(play.calls(0).revoke(person.openId()).status()).isEqualTo(204);
    assertThat(play.calls(0).refresh(person.openId()).text("code")).isEqualTo("conflict");
    assertThat(play.calls(0).revoke(play.somebody().openId()).status()).isEqualTo(404);
  }

  @Test
  void the_person_revokes_with_a_press_on_the_card() {
    var person = play.somebody();
    play.authorize(play.calls(), person);
    var card = authorizedCard(person);
    var press = play.sandbox().click(card.messageId(), person.openId(), "revoke");
    assertThat(press.ok()).isTrue();
    assertThat(press.cardReplaced()).isTrue();
    isServedByNobody(person);
    assertThat(play.anythingIsGoodOf(person)).isFalse();
    assertThat(awaitTitle(card.messageId(), "Revoked").buttons()).isEmpty();
  }

  @Test
  void somebody_elses_press_revokes_nothing() {
    var person = play.somebody();
    var token = play.authorize(play.calls(), person);
    var card = authorizedCard(person);
    var press = play.sandbox().click(card.messageId(), play.somebody().openId(), "revoke");
    assertThat(press.ok()).isTrue();
    assertThat(press.cardReplaced()).isFalse();
    assertThat(press.toastText()).contains("somebody else");
    isServed(person, token);
  }

  @Test
  void a_press_that_comes_again_or_late_revokes_no_newer_consent() {
    var person = play.somebody();
    play.authorize(play.calls(), person);
    var first = authorizedCard(person);
    var revoke = first.button("revoke").orElseThrow().value().orElseThrow();
    assertThat(play.sandbox().clickRaw(first.messageId(), person.openId(), revoke).ok()).isTrue();
    isServedByNobody(person);

    // consented anew after the revocation: the same press again
    var token = play.authorize(play.calls(), person);
    assertThat(play.sandbox().clickRaw(first.messageId(), person.openId(), revoke).ok()).isTrue();
    isServed(person, token);

    // consented anew without one: a press on the card before
    var second = authorizedCard(person);
    var newer = play.authorize(play.calls(), person);
    var press = play.sandbox().click(second.messageId(), person.openId(), "revoke");
    assertThat(press.toastText()).contains("newest");
    isServed(person, newer);
  }

  @Test
  void T10_a_refresh_that_is_under_way_revives_nothing_and_its_pair_is_revoked_too()
      throws Exception {
    var person = play.somebody();
    play.authorize(play.calls(), person);
    play.sandbox().faults().refresh().next(1, How.SLOW, Duration.ofSeconds(3));
    var refresh = CompletableFuture.supplyAsync(() -> play.calls(0).refresh(person.openId()));
    Await.until(
        "under way",
        PATIENCE,
        () -> play.sandbox().tokensOf(person.openId()),
        tokens -> tokens.rotationsIssued() == 1);

    assertThat(play.calls(1).revoke(person.openId()).status()).isEqualTo(204);
    isServedByNobody(person);
    assertThat(play.anythingIsGoodOf(person)).isTrue(); // on its way to us

    assertThat(refresh.get().text("code")).isEqualTo("conflict");
    Await.until("revoked too", PATIENCE, () -> play.anythingIsGoodOf(person), good -> !good);
    isServedByNobody(person);
  }

  @Test
  void a_platform_that_is_out_of_order_is_told_later_and_keeps_nobody_waiting() {
    var person = play.somebody();
    play.authorize(play.calls(), person);
    play.sandbox().faults().answer("/oauth/v1/revoke", 2, 503, "{}");
    assertThat(play.calls(0).revoke(person.openId()).status()).isEqualTo(204);
    isServedByNobody(person);
    assertThat(play.anythingIsGoodOf(person)).isTrue();
    Await.until("told", PATIENCE, () -> play.anythingIsGoodOf(person), good -> !good);
  }
}
