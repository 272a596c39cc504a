package dev.larkspur.adapters.feishu.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.larkspur.adapters.feishu.Deployment;
import dev.larkspur.application.Cast;
import dev.larkspur.domain.authorization.AuthSession.AwaitingConsent;
import dev.larkspur.domain.authorization.AuthSession.Failed;
import dev.larkspur.domain.authorization.AuthSession.Granted;
import dev.larkspur.domain.authorization.AuthSession.Requested;
import dev.larkspur.domain.authorization.FailureReason;
import dev.larkspur.sandbox.Sandbox;
import dev.larkspur.sandbox.chat.ClickResult;
import dev.larkspur.sandbox.chat.ShownCard;
import dev.larkspur.sandbox.oauth.UserTokens.Verdict;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A client puts a code into the value of the button that it presses. */
class CodeInCardTest {
  private static final Set<String> DOCS = Set.of("docs:document:readonly");

  private final Sandbox sandbox = Sandbox.start();
  private Deployment deployment = taking(true);

  @AfterEach
  void stop() {
    deployment.close();
    sandbox.close();
  }

  private Deployment taking(boolean codes) {
    var started =
        Deployment.starting(
            sandbox, Map.of("larkspur.feishu.codes-in-cards", String.valueOf(codes)));
    sandbox.awaitConnections(1, Deployment.PATIENCE);
    return started;
  }

  private ClickResult press(ShownCard card, int by, String code) {
    ObjectNode value = card.button("authorize").orElseThrow().value().orElseThrow().deepCopy();
    value.put("code", code);
    return sandbox.clickRaw(card.messageId(), openId(by), value);
  }

  private String code(int of) {
    return sandbox.browser().codeInTheClient(openId(of), DOCS);
  }

  private String openId(int which) {
    return sandbox.people().get(which).openId();
  }

  private int exchanges() {
    return sandbox.journal().requests("POST", "/oauth/v3/token").size();
  }

  @Test
  void the_code_is_traded_and_the_card_says_what_was_granted() {
    var card = deployment.ask(deployment.person(0));

    var pressed = press(card, 0, code(0));

    assertThat(pressed.cardReplaced()).isTrue();
    assertThat(deployment.session(card)).isInstanceOf(Granted.class);
    var pair = Cast.held(deployment.stores().grants(), deployment.person(0)).pair();
    assertThat(sandbox.judge(pair.access().reveal()))
        .isInstanceOfSatisfying(
            Verdict.Good.class, good -> assertThat(good.access().openId()).isEqualTo(openId(0)));
    assertThat(sandbox.card(card.messageId()).orElseThrow().title("en_us")).isEqualTo("Authorized");
    assertThat(sandbox.journal().requests("POST", "/oauth/v1/device_authorization")).isEmpty();
  }

  @Test
  void it_is_not_looked_at_unless_that_was_switched_on() {
    deployment.close();
    deployment = taking(false);
    var card = deployment.ask(deployment.person(0));

    press(card, 0, code(0));

    assertThat(deployment.session(card)).isInstanceOf(AwaitingConsent.class);
    assertThat(exchanges()).isZero();
  }

  @Test
  void pressed_by_another_it_is_not_sent() {
    var card = deployment.ask(deployment.person(0));

    assertThat(press(card, 1, code(1)).toast()).isPresent();

    assertThat(deployment.session(card)).isInstanceOf(Requested.class);
    assertThat(exchanges()).isZero();
  }

  @Test
  void a_code_of_another_person_gets_nobody_anywhere() {
    var card = deployment.ask(deployment.person(0));

    press(card, 0, code(1));

    assertThat(deployment.session(card))
        .isInstanceOfSatisfying(
            Failed.class, s -> assertThat(s.reason()).isEqualTo(FailureReason.WRONG_ACCOUNT));
    assertThat(deployment.stores().grants().find(deployment.person(0))).isEmpty();
    assertThat(deployment.stores().grants().find(deployment.person(1))).isEmpty();
    assertThat(sandbox.journal().requests("POST", "/oauth/v1/revoke")).hasSize(1);
  }

  @Test
  void a_code_is_sent_once_however_often_it_is_pressed() {
    var card = deployment.ask(deployment.person(0));
    var code = code(0);

    press(card, 0, code);
    press(card, 0, code);

    assertThat(exchanges()).isEqualTo(1);
    assertThat(deployment.session(card)).isInstanceOf(Granted.class);
  }

  @Test
  void a_made_up_code_fails_the_session_and_the_card_says_so() {
    var card = deployment.ask(deployment.person(0));

    press(card, 0, "made-up");

    assertThat(deployment.session(card))
        .isInstanceOfSatisfying(
            Failed.class, s -> assertThat(s.reason()).isEqualTo(FailureReason.CODE_SPENT));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "two words", "line\nbreak", "\u00e9"})
  void what_is_no_code_is_as_none(String code) {
    var card = deployment.ask(deployment.person(0));

    press(card, 0, code);

    assertThat(deployment.session(card)).isInstanceOf(AwaitingConsent.class);
    assertThat(exchanges()).isZero();
  }
}
