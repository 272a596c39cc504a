package dev.larkspur.application.authorization;

import static dev.larkspur.application.Cast.ANN;
import static dev.larkspur.application.Cast.APP;
import static dev.larkspur.application.Cast.BO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.larkspur.application.authorization.port.CodeExchange.Exchanged;
import dev.larkspur.domain.authorization.AuthSession;
import dev.larkspur.domain.authorization.AuthSession.AwaitingConsent;
import dev.larkspur.domain.authorization.AuthSession.Failed;
import dev.larkspur.domain.authorization.AuthSession.Granted;
import dev.larkspur.domain.authorization.AuthSessionId;
import dev.larkspur.domain.authorization.Decision;
import dev.larkspur.domain.authorization.Decision.Refuse;
import dev.larkspur.domain.authorization.Decision.Stay;
import dev.larkspur.domain.authorization.FailureReason;
import dev.larkspur.domain.authorization.Nonce;
import dev.larkspur.domain.authorization.Refusal;
import dev.larkspur.domain.identity.Person;
import dev.larkspur.domain.token.Secret;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A press brings an authorization code. */
class CodeWithPressTest {
  private static final Secret CODE = new Secret("made-up");

  private final Scene scene = new Scene();

  private Decision press(AuthSession session, Person by, Secret code) {
    return scene.click.handle(session.id(), by, session.request().nonce(), code);
  }

  @Test
  void it_becomes_the_persons_grant() {
    var session = scene.ask(ANN);

    var decision = press(session, ANN, scene.platform.consent(ANN));

    assertThat(decision.session()).isInstanceOf(Granted.class).isEqualTo(scene.now(session));
    assertThat(scene.stores.grants().find(ANN)).isPresent();
    assertThat(scene.platform.codes).isEmpty();
  }

  @Test
  void who_may_not_press_has_nothing_traded() {
    var session = scene.ask(ANN);
    var old = new Nonce("of-another-card");

    assertThat(press(session, BO, CODE)).isEqualTo(new Refuse(Refusal.NOT_YOURS, session));
    assertThat(scene.click.handle(session.id(), ANN, old, CODE))
        .isEqualTo(new Refuse(Refusal.OLD_CARD, session));
    assertThat(scene.click.handle(new AuthSessionId(new UUID(1, 1)), ANN, old, CODE))
        .isEqualTo(new Refuse(Refusal.UNKNOWN_SESSION, null));

    assertThat(scene.platform.exchanged).isEmpty();
    assertThat(scene.now(session)).isEqualTo(session);
  }

  @Test
  void where_there_is_a_link_already_it_stays() {
    var session = scene.awaiting(ANN);

    assertThat(press(session, ANN, CODE)).isEqualTo(new Stay(session));

    assertThat(scene.platform.exchanged).isEmpty();
  }

  @Test
  void where_there_is_no_permit_the_person_gets_a_link() {
    var session = scene.ask(ANN);
    scene.stores.budget().pause(APP, scene.clock.instant(), Duration.ofSeconds(30));

    press(session, ANN, CODE);

    assertThat(scene.now(session)).isInstanceOf(AwaitingConsent.class);
    assertThat(scene.platform.exchanged).isEmpty();
  }

  @Test
  void over_the_platforms_limit_the_session_fails_and_the_code_is_not_sent_again() {
    var session = scene.ask(ANN);
    scene.platform.next.add(new Exchanged.RateLimited(Duration.ofSeconds(30)));

    press(session, ANN, CODE);
    press(session, ANN, CODE);

    assertThat(scene.now(session))
        .isInstanceOfSatisfying(
            Failed.class, s -> assertThat(s.reason()).isEqualTo(FailureReason.CODE_SPENT));
    assertThat(scene.platform.exchanged).containsExactly(CODE);
  }
}
