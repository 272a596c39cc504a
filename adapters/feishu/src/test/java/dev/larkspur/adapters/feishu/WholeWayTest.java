package dev.larkspur.adapters.feishu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larkspur.application.Cast;
import dev.larkspur.domain.authorization.AuthSession.Denied;
import dev.larkspur.domain.authorization.AuthSession.Expired;
import dev.larkspur.domain.authorization.AuthSession.Failed;
import dev.larkspur.domain.authorization.AuthSession.Granted;
import dev.larkspur.domain.authorization.FailureReason;
import dev.larkspur.domain.token.Scopes;
import dev.larkspur.sandbox.Sandbox;
import dev.larkspur.sandbox.chat.ShownCard;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From the card to the grant, over the real adapter and the real use cases. */
class WholeWayTest {
  private Sandbox sandbox;
  private Deployment deployment;

  @BeforeEach
  void connect() {
    sandbox = Sandbox.start();
    deployment = Deployment.of(sandbox);
  }

  @AfterEach
  void stop() {
    deployment.close();
    sandbox.close();
  }

  @Test
  void a_person_who_consents_is_granted_and_the_card_says_so() {
    var card = clicked();

    deployment.poll();
    sandbox.approve(now(card), ann());
    deployment.poll();
    deployment.showCards();

    assertThat(deployment.session(card)).isInstanceOf(Granted.class);
    var pair = Cast.held(deployment.stores().grants(), deployment.person(0)).pair();
    assertThat(sandbox.issuedSecrets()).contains(pair.access().reveal());
    assertThat(pair.refresh()).isNotNull();
    assertThat(pair.scopes().containsAll(Scopes.of("docs:document:readonly"))).isTrue();
    assertThat(pair.life()).isEqualTo(Duration.ofHours(2));
    var user = deployment.stores().users().find(deployment.person(0)).orElseThrow();
    assertThat(user.name()).isEqualTo(sandbox.people().get(0).name());
    assertThat(now(card).title("zh_cn")).isEqualTo("已授权");
    assertThat(now(card).text("en_us")).contains("You authorized Reports on");
  }

  @Test
  void a_grant_can_come_without_a_refresh_token() {
    sandbox.faults().withholdRefreshTokens(true);
    var card = clicked();

    sandbox.approve(now(card), ann());
    deployment.poll();

    var pair = Cast.held(deployment.stores().grants(), deployment.person(0)).pair();
    assertThat(pair.refresh()).isNull();
  }

  @Test
  void another_account_gets_nobody_anywhere() {
    var card = clicked();

    sandbox.approve(now(card), sandbox.people().get(1).openId());
    deployment.poll();
    deployment.showCards();

    assertThat(deployment.session(card))
        .isInstanceOfSatisfying(
            Failed.class, s -> assertThat(s.reason()).isEqualTo(FailureReason.WRONG_ACCOUNT));
    assertThat(deployment.stores().grants().find(deployment.person(0))).isEmpty();
    assertThat(sandbox.journal().requests("POST", "/oauth/v1/revoke")).hasSize(2);
    assertThat(now(card).text("en_us")).contains("another account");
    assertThat(now(card).title("en_us")).isEqualTo("Wrong account");
  }

  @Test
  void a_refusal_on_the_consent_page_reaches_the_card() {
    var card = clicked();

    sandbox.deny(now(card), ann());
    deployment.poll();
    deployment.showCards();

    assertThat(deployment.session(card)).isInstanceOf(Denied.class);
    assertThat(now(card).title("en_us")).isEqualTo("Declined");
  }

  @Test
  void a_code_that_ends_unused_is_expired() {
    var card = clicked();

    sandbox.clock().advance(Duration.ofMinutes(11));
    deployment.poll();
    deployment.showCards();

    assertThat(deployment.session(card)).isInstanceOf(Expired.class);
    assertThat(now(card).title("en_us")).isEqualTo("Expired");
  }

  @Test
  void scopes_that_the_app_does_not_have_are_told_on_the_card() {
    var card = deployment.ask(deployment.person(0), Scopes.of("not:enabled"));

    sandbox.click(card.messageId(), ann(), "authorize");

    assertThat(deployment.session(card))
        .isInstanceOfSatisfying(
            Failed.class, s -> assertThat(s.reason()).isEqualTo(FailureReason.SCOPES_REFUSED));
    assertThat(now(card).title("en_us")).isEqualTo("That did not work");
  }

  private ShownCard clicked() {
    var card = deployment.ask(deployment.person(0));
    assertThat(sandbox.click(card.messageId(), ann(), "authorize").cardReplaced()).isTrue();
    return card;
  }

  private ShownCard now(ShownCard card) {
    return sandbox.card(card.messageId()).orElseThrow();
  }

  private String ann() {
    return sandbox.people().get(0).openId();
  }
}
