package dev.larkspur.application.authorization;

import static dev.larkspur.application.Cast.ANN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.larkspur.application.Cast;
import dev.larkspur.application.Insistence;
import dev.larkspur.application.authorization.port.AuthSessions;
import dev.larkspur.application.authorization.port.InMemoryPlatform;
import dev.larkspur.domain.authorization.AuthSession;
import dev.larkspur.domain.authorization.AuthSession.AwaitingConsent;
import dev.larkspur.domain.authorization.AuthSession.Cancelled;
import dev.larkspur.domain.authorization.AuthSession.Granted;
import dev.larkspur.domain.authorization.AuthSessionId;
import dev.larkspur.domain.authorization.Decision;
import java.time.Duration;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** A pair came that exists nowhere else, and the store or the platform is not well. */
class SettleConsentTest {
  private final Scene scene = new Scene();

  /** Stores what it is told, and then says so only at the second try. */
  private static final class LosesItsAnswer extends HinderedSessions {
    private boolean lost;

    LosesItsAnswer(AuthSessions store) {
      super(store);
    }

    @Override
    public Decision advance(AuthSessionId id, Function<AuthSession, Decision> step) {
      var decision = super.advance(id, step);
      if (!lost) {
        lost = true;
        throw new IllegalStateException("the line broke after the commit");
      }
      return decision;
    }
  }

  private SettleConsent over(AuthSessions sessions) {
    var insist = new Insistence(3, Duration.ofSeconds(1), scene.pauses::add);
    return new SettleConsent(
        sessions, scene.carry, scene.verify, insist, () -> {}, scene.claims, scene.clock);
  }

  @Test
  void a_pair_whose_storing_was_not_confirmed_is_verified_and_granted() {
    var session = (AwaitingConsent) scene.awaiting(ANN);
    var pair = scene.platform.approve(ANN);

    over(new LosesItsAnswer(scene.stores.sessions())).approved(session, pair);

    assertThat(scene.now(session)).isInstanceOf(Granted.class);
    assertThat(Cast.held(scene.stores.grants(), ANN).pair()).isEqualTo(pair);
    assertThat(scene.platform.revoked).isEmpty();
  }

  @Test
  void a_pair_that_nobody_can_use_is_revoked_also_if_the_platform_is_out_at_first() {
    var session = (AwaitingConsent) scene.awaiting(ANN);
    var pair = scene.platform.approve(ANN);
    scene.cancel.handle(session.id());
    scene.platform.next.add(InMemoryPlatform.unavailable(Duration.ofSeconds(1)));

    scene.settle.approved(session, pair);
    assertThat(scene.platform.revoked).isEmpty();

    scene.clock.advance(Duration.ofSeconds(2));
    scene.carry.handle();
    assertThat(scene.platform.revoked).containsExactly(pair);
    assertThat(scene.now(session)).isInstanceOf(Cancelled.class);
  }
}
