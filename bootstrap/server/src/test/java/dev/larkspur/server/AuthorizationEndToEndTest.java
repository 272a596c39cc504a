package dev.larkspur.server;

import static dev.larkspur.server.Play.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Real HTTP, a real WebSocket, a real PostgreSQL; only Feishu is the stand-in. */
class AuthorizationEndToEndTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static Play play;
  private static Calls calls;

  @BeforeAll
  static void begin() {
    play = Play.begin();
    calls = play.calls();
  }

  @AfterAll
  static void end() {
    play.close();
  }

  @Test
  void a_service_asks_a_person_consents_and_the_service_has_the_token() {
    var person = play.somebody();
    assertThat(calls.token(person.openId()).text("code")).isEqualTo("authorization_required");
    var token = play.authorize(calls, person);
    assertThat(play.ownerOf(token)).isEqualTo(person.openId());

    var lookup = calls.token(person.openId());
    assertThat(lookup.status()).isEqualTo(200);
    assertThat(lookup.text("token_type")).isEqualTo("Bearer");
    assertThat(lookup.body().path("expires_in").asInt()).isBetween(7_000, 7_200);
    assertThat(lookup.text("open_id")).isEqualTo(person.openId());
    var card = play.sandbox().awaitCard(person.openId(), PATIENCE);
    play.sandbox()
        .awaitCard(card.messageId(), c -> c.title("en_us").equals("Authorized"), PATIENCE);
    assertThat(play.sandbox().cards(person.openId())).hasSize(1);

    var grant = calls.grant(person.openId());
    assertThat(grant.text("state")).isEqualTo("active");
    assertThat(grant.body().path("refreshable").asBoolean()).isTrue();
    assertThat(grant.body().path("user").path("name").asText()).isEqualTo(person.name());
    assertThat(grant.body().toString()).doesNotContain(token);
  }

  @Test
  void who_declines_on_the_card_is_left_in_peace() {
    var person = play.somebody();
    var id = calls.ask(person.openId()).text("id");
    var card = play.sandbox().awaitCard(person.openId(), PATIENCE);
    assertThat(play.sandbox().click(card.messageId(), person.openId(), "decline").ok()).isTrue();
    calls.await(id, "declined");
    play.sandbox().awaitCard(card.messageId(), c -> c.buttons().isEmpty(), PATIENCE);
    assertThat(calls.token(person.openId()).status()).isEqualTo(404);
  }

  @Test
  void who_denies_on_the_consent_page_is_left_in_peace() {
    var person = play.somebody();
    var id = calls.ask(person.openId()).text("id");
    play.sandbox().deny(play.clickThrough(person), person.openId());
    calls.await(id, "declined");
    assertThat(calls.token(person.openId()).status()).isEqualTo(404);
  }

  @Test
  void another_persons_click_on_the_card_changes_nothing() {
    var person = play.somebody();
    var stranger = play.somebody();
    var id = calls.ask(person.openId()).text("id");
    var card = play.sandbox().awaitCard(person.openId(), PATIENCE);
    var click = play.sandbox().click(card.messageId(), stranger.openId(), "authorize");
    assertThat(click.ok()).isTrue();
    assertThat(click.cardReplaced()).isFalse();
    assertThat(click.toastText()).isNotEmpty();
    assertThat(calls.authorization(id).text("state")).isEqualTo("pending");
  }

  @Test
  void a_strangers_consent_is_revoked_and_the_request_fails() {
    var person = play.somebody();
    var stranger = play.somebody();
    var id = calls.ask(person.openId()).text("id");
    int revocations = play.requests("POST", "/oauth/v1/revoke");
    play.sandbox().approve(play.clickThrough(person), stranger.openId());
    assertThat(calls.await(id, "failed").text("reason")).isEqualTo("wrong_account");
    assertThat(play.requests("POST", "/oauth/v1/revoke")).isGreaterThan(revocations);
    assertThat(calls.token(person.openId()).status()).isEqualTo(404);
    assertThat(calls.token(stranger.openId()).status()).isEqualTo(404);
  }

  @Test
  void a_forged_button_changes_nothing() {
    var person = play.somebody();
    var id = calls.ask(person.openId()).text("id");
    var card = play.sandbox().awaitCard(person.openId(), PATIENCE);
    ObjectNode forged = card.button("authorize").orElseThrow().value().orElseThrow().deepCopy();
    forged.put("n", "forged-nonce-forged-nonce-forged-nonce-forg");
    var click = play.sandbox().clickRaw(card.messageId(), person.openId(), forged);
    assertThat(click.cardReplaced()).isFalse();
    for (var value :
        new String[] {"{}", "[]", "\"text\"", "{\"act\":1,\"rid\":{},\"n\":[]}", "null"}) {
      play.sandbox().clickRaw(card.messageId(), person.openId(), json(value));
    }
    assertThat(calls.authorization(id).text("state")).isEqualTo("pending");
    assertThat(play.sandbox().connections()).isEqualTo(Play.CONNECTIONS);
  }

  @Test
  void a_cancelled_request_says_so_on_its_card_and_answers_no_more() {
    var person = play.somebody();
    var id = calls.ask(person.openId()).text("id");
    var card = play.sandbox().awaitCard(person.openId(), PATIENCE);
    assertThat(calls.cancel(id).status()).isEqualTo(204);
    assertThat(calls.cancel(id).status()).isEqualTo(409);
    play.sandbox().awaitCard(card.messageId(), c -> c.buttons().isEmpty(), PATIENCE);
    var old = card.button("authorize").orElseThrow().value().orElseThrow();
    assertThat(play.sandbox().clickRaw(card.messageId(), person.openId(), old).ok()).isTrue();
    assertThat(calls.authorization(id).text("state")).isEqualTo("cancelled");
  }

  @Test
  void asking_again_widens_the_card_before_the_click_and_supersedes_it_after() {
    var person = play.somebody();
    var first = calls.ask(person.openId(), "{\"scopes\":[\"docs:document:readonly\"]}");
    assertThat(first.status()).isEqualTo(201);
    var card = play.sandbox().awaitCard(person.openId(), PATIENCE);
    var wider = calls.ask(person.openId(), "{\"scopes\":[\"contact:user.base:readonly\"]}");
    assertThat(wider.status()).isEqualTo(200);
    assertThat(wider.text("id")).isEqualTo(first.text("id"));
    assertThat(wider.body().path("scopes")).hasSize(3);
    play.sandbox()
        .awaitCard(card.messageId(), c -> c.text("en_us").contains("contact:user.base"), PATIENCE);

    play.clickThrough(person);
    var same = calls.ask(person.openId(), "{\"scopes\":[\"docs:document:readonly\"]}");
    assertThat(same.text("id")).isEqualTo(first.text("id"));
    var more = calls.ask(person.openId(), "{\"scopes\":[\"auth:user.id:read\"]}");
    assertThat(more.status()).isEqualTo(201);
    assertThat(more.text("id")).isNotEqualTo(first.text("id"));
    assertThat(more.body().path("scopes")).hasSize(4);
    calls.await(first.text("id"), "cancelled");
    play.sandbox().awaitCard(card.messageId(), c -> c.buttons().isEmpty(), PATIENCE);
  }

  @Test
  void a_card_that_cannot_be_delivered_fails_the_request_with_the_platforms_code() {
    var outside =
        play.sandbox().people().stream().filter(p -> !p.available()).findFirst().orElseThrow();
    var id = calls.ask(outside.openId()).text("id");
    var failed = calls.await(id, "failed");
    assertThat(failed.text("reason")).isEqualTo("card_undeliverable");
    assertThat(failed.text("platform_code")).isEqualTo("230013");
    assertThat(failed.text("log_id")).isNotEmpty();
  }

  @Test
  void scopes_that_the_app_has_not_enabled_fail_the_request_with_the_platforms_word() {
    var person = play.somebody();
    var id = calls.ask(person.openId(), "{\"scopes\":[\"no:such:scope\"]}").text("id");
    var card = play.sandbox().awaitCard(person.openId(), PATIENCE);
    assertThat(play.sandbox().click(card.messageId(), person.openId(), "authorize").ok()).isTrue();
    assertThat(calls.await(id, "failed").text("reason")).isEqualTo("scopes_refused");
  }

  @Test
  void a_grant_without_refresh_token_is_shown_as_not_refreshable() {
    play.sandbox().faults().withholdRefreshTokens(true);
    try {
      var person = play.somebody();
      play.authorize(calls, person);
      assertThat(calls.grant(person.openId()).body().path("refreshable").asBoolean(true)).isFalse();
    } finally {
      play.sandbox().faults().withholdRefreshTokens(false);
    }
  }

  @Test
  void an_event_that_comes_twice_or_in_parts_or_as_card_is_one_click() {
    var faults = play.sandbox().faults();
    for (var fault :
        new Runnable[] {
          () -> faults.deliverTwice(true),
          () -> faults.cutMessages(3, true),
          () -> faults.clicksArriveAs("card")
        }) {
      try {
        fault.run();
        int codes = play.requests("POST", "/oauth/v1/device_authorization");
        assertThat(play.authorize(calls, play.somebody())).isNotEmpty();
        assertThat(play.requests("POST", "/oauth/v1/device_authorization")).isEqualTo(codes + 1);
      } finally {
        faults.reset();
      }
    }
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
