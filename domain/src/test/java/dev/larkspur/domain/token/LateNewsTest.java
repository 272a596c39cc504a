package dev.larkspur.domain.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larkspur.domain.identity.AppId;
import dev.larkspur.domain.identity.OpenId;
import dev.larkspur.domain.identity.Person;
import dev.larkspur.domain.token.Grant.Held;
import dev.larkspur.domain.token.GrantCommand.Need;
import dev.larkspur.domain.token.GrantCommand.Refused;
import dev.larkspur.domain.token.GrantCommand.Renew;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What the simulation found: news that come when they are none any more. */
class LateNewsTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final Instant OVER = NOON.plus(Duration.ofHours(2));
  private static final RenewalSchedule SCHEDULE = new RenewalSchedule(Duration.ofHours(1));
  private static final PlatformError USED = new PlatformError("20073", null, null);

  private static Attempt attempt(Instant at) {
    return new Attempt(UUID.randomUUID(), 1, "instance-1", at, at.plusSeconds(90));
  }

  private static Held with(Renewal renewal) {
    var person = new Person(new AppId("cli_a"), new OpenId("ou_ann"));
    var refresh = new RefreshToken(new Secret("refresh"), NOON.plus(Duration.ofDays(7)));
    var pair = new TokenPair(new Secret("access"), NOON, OVER, refresh, Scopes.NONE);
    var consent = new Consent(UUID.randomUUID(), NOON);
    return new Held(person, consent, pair, 1, true, renewal, null);
  }

  @Test
  void a_person_asked_about_a_lost_probe_is_not_asked_again_when_its_refusal_comes_late() {
    var probe = attempt(OVER.minusSeconds(300));
    var asked = with(new Renewal.Probed(probe, null)).asked(OVER.plusSeconds(1));
    var refusal = new Refused(probe, Ending.ALREADY_USED, USED);

    var late = GrantFlow.decide(asked, refusal, OVER.plusSeconds(60));

    assertThat(late).isInstanceOf(GrantDecision.Advance.class);
    assertThat(SCHEDULE.askAt(((GrantDecision.Advance) late).grant())).isEmpty();
  }

  @Test
  void a_second_probe_asks_nobody_who_was_asked_after_the_token_was_over() {
    var asked =
        with(new Renewal.Probed(attempt(OVER.plusSeconds(600)), null)).asked(OVER.plusSeconds(1));
    assertThat(SCHEDULE.askAt(asked)).isEmpty();
  }

  @Test
  void a_newer_token_that_is_over_does_not_serve_who_demands_a_newer_one() {
    var grant = with(Renewal.Unspent.UNTOUCHED);
    var renew = new Renew(new Need.Newer(0), attempt(OVER));
    assertThat(GrantFlow.decide(grant, renew, OVER.minusSeconds(1)))
        .isInstanceOf(GrantDecision.Stay.class);
    assertThat(GrantFlow.decide(grant, renew, OVER)).isInstanceOf(GrantDecision.Advance.class);
  }
}
