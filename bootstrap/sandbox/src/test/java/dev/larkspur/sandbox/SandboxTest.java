package dev.larkspur.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larkspur.sandbox.chat.ClickResult;
import dev.larkspur.sandbox.chat.ShownCard;
import dev.larkspur.sandbox.transport.AppLine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class SandboxTest {
  private static final Duration SOON = Duration.ofSeconds(5);

  @Test
  void one_authorization_from_the_card_to_the_token() {
    try (var sandbox = Sandbox.start()) {
      var app = new Calls(sandbox);
      var ann = sandbox.people().getFirst().openId();
      app.send(ann, Cards.asking(), "");
      var asked = sandbox.awaitCard(ann, SOON);
      assertThat(asked.text("zh_cn")).isEqualTo("授权\n**请**\n去");

      var begun = app.begin("docs:document:readonly offline_access").json();
      var link = begun.path("verification_uri_complete").asText();
      var answer =
          "{\"toast\":{\"type\":\"success\",\"content\":\"Nearly there\"},"
              + "\"card\":{\"type\":\"raw\",\"data\":%s}}".formatted(Cards.leadingTo(link));
      try (var _ = AppLine.answering(sandbox, answer)) {
        sandbox.awaitConnections(1, SOON);
        var clicked = sandbox.click(asked.messageId(), ann, "authorize");
        assertThat(clicked.errorCode()).isZero();
        assertThat(clicked.toastText()).isEqualTo("Nearly there");
        assertThat(clicked.cardReplaced()).isTrue();
      }

      var next = sandbox.awaitCard(asked.messageId(), card -> card.revision() == 2, SOON);
      sandbox.approve(next, ann);
      var tokens = app.poll(begun.path("device_code").asText()).json();
      assertThat(tokens.path("refresh_token").asText()).startsWith("eyJ");
      var me = app.get("/open-apis/authen/v1/user_info", tokens.path("access_token").asText());
      assertThat(me.json().at("/data/open_id").asText()).isEqualTo(ann);
      assertThat(sandbox.issuedSecrets())
          .contains(
              tokens.path("access_token").asText(),
              tokens.path("refresh_token").asText(),
              begun.path("device_code").asText(),
              begun.path("user_code").asText(),
              sandbox.appSecret());
    }
  }

  @Test
  void two_hundred_people_click_at_the_same_moment_and_each_sees_their_own_answer()
      throws Exception {
    try (var sandbox = Sandbox.start();
        var _ = AppLine.answering(sandbox, "{\"toast\":{\"content\":\"Ok\"}}");
        var _ = AppLine.answering(sandbox, "{\"toast\":{\"content\":\"Ok\"}}");
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      sandbox.awaitConnections(2, SOON);
      var app = new Calls(sandbox);
      var cards = new ArrayList<ShownCard>();
      for (var person : sandbox.addPeople(200)) {
        app.send(person.openId(), Cards.asking(), "");
        sandbox.clock().advance(Duration.ofMillis(100));
        cards.add(sandbox.awaitCard(person.openId(), SOON));
      }
      var presses =
          cards.stream()
              .<Callable<ClickResult>>map(
                  card -> () -> sandbox.click(card.messageId(), card.openId(), "authorize"))
              .toList();
      var results = threads.invokeAll(presses).stream().map(Future::resultNow).toList();
      assertThat(results).hasSize(200).allMatch(ClickResult::ok);
    }
  }
}
