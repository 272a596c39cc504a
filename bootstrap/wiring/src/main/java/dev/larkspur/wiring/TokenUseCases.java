package dev.larkspur.wiring;

import dev.larkspur.application.Entropy;
import dev.larkspur.application.Insistence;
import dev.larkspur.application.InstanceName;
import dev.larkspur.application.Pause;
import dev.larkspur.application.memory.Memory;
import dev.larkspur.application.token.AfterRenewal;
import dev.larkspur.application.token.Attempts;
import dev.larkspur.application.token.CarryRevocations;
import dev.larkspur.application.token.LeaseToken;
import dev.larkspur.application.token.Lender;
import dev.larkspur.application.token.PresentToken;
import dev.larkspur.application.token.RefreshNow;
import dev.larkspur.application.token.ReleaseLedger;
import dev.larkspur.application.token.Remembered;
import dev.larkspur.application.token.RenewAhead;
import dev.larkspur.application.token.RenewGrant;
import dev.larkspur.application.token.port.Apps;
import dev.larkspur.application.token.port.Grants;
import dev.larkspur.application.token.port.Pace;
import dev.larkspur.application.token.port.PlatformUnavailable;
import dev.larkspur.application.token.port.Revocations;
import dev.larkspur.application.token.port.TokenBudget;
import dev.larkspur.application.token.port.TokenRefresh;
import dev.larkspur.application.token.port.TokenReleases;
import dev.larkspur.application.token.port.TokenRevocation;
import dev.larkspur.domain.identity.Person;
import dev.larkspur.domain.token.RenewalSchedule;
import dev.larkspur.domain.token.TokenPolicy;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Secondary;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;

/** The life of a token, from its grant to its end. */
@Factory
final class TokenUseCases {
  /** What an attempt takes beside the call: a slot to wait for, and storing what came of it. */
  private static final Duration BESIDE_THE_CALL = Duration.ofSeconds(30);

  private static final Duration CALLERS_PATIENCE = Duration.ofSeconds(15);

  /** An answer in hand is worth waiting for a database that is being restarted. */
  private static final int TRIES_TO_STORE = 600;

  @Singleton
  @Secondary
  TokenRefresh tokenRefresh() {
    return TokenRefresh.none();
  }

  @Singleton
  @Secondary
  TokenRevocation tokenRevocation() {
    return (app, _) -> {
      throw new PlatformUnavailable("app " + app + " is not configured here", Duration.ZERO);
    };
  }

  @Singleton
  @Secondary
  Pause pause() {
    return Pause.real();
  }

  @Context
  RenewalSchedule renewalSchedule(LarkspurProperties settings) {
    return new RenewalSchedule(Settings.coolDown(settings.reauthorization().coolDown()));
  }

  @Singleton
  Attempts attempts(
      InstanceName instance, TokenRefresh platform, Entropy entropy, InstantSource clock) {
    var life = platform.longest().plus(BESIDE_THE_CALL);
    return new Attempts(instance.value(), life, entropy, clock);
  }

  @Context
  PresentToken presentToken(
      Grants grants,
      TokenRefresh platform,
      TokenBudget budget,
      AfterRenewal after,
      Pace pace,
      Pause pause,
      InstantSource clock) {
    var insist = new Insistence(TRIES_TO_STORE, Duration.ofSeconds(1), pause::sleep);
    return new PresentToken(grants, platform, budget, after, insist, mostAtOnce(pace), clock);
  }

  /** Half a second's worth: as many as a platform that takes so long has under way. */
  private static int mostAtOnce(Pace pace) {
    return Math.clamp(Duration.ofMillis(500).dividedBy(pace.interval()), 16, 256);
  }

  @Context
  RenewGrant renewGrant(
      Grants grants,
      TokenBudget budget,
      PresentToken present,
      Attempts attempts,
      Tasks tasks,
      Pause pause) {
    return new RenewGrant(grants, budget, present, attempts, tasks, CALLERS_PATIENCE, pause);
  }

  @Singleton
  @Bean(preDestroy = "flush")
  ReleaseLedger releaseLedger(TokenReleases releases) {
    return new ReleaseLedger(releases);
  }

  @Singleton
  Lender lender(Grants grants, ReleaseLedger releases, InstantSource clock) {
    return new Lender(grants, releases, clock);
  }

  @Context
  LeaseToken leaseToken(
      Grants grants,
      Memory<Person, Remembered> memory,
      RenewGrant renew,
      Lender lender,
      InstantSource clock) {
    return new LeaseToken(grants, memory, renew, lender, TokenPolicy.STANDARD, clock);
  }

  @Context
  RefreshNow refreshNow(Grants grants, RenewGrant renew, Lender lender, InstantSource clock) {
    return new RefreshNow(grants, renew, lender, clock);
  }

  @Context
  CarryRevocations carryRevocations(
      Revocations revocations, TokenRevocation platform, Tasks tasks, InstantSource clock) {
    return new CarryRevocations(revocations, platform, tasks, clock);
  }

  @Context
  RenewAhead renewAhead(
      Apps apps,
      Grants grants,
      TokenBudget budget,
      PresentToken present,
      RenewalSchedule schedule,
      Attempts attempts,
      Tasks tasks,
      Pause pause) {
    return new RenewAhead(apps, grants, budget, present, schedule, attempts, tasks, pause);
  }
}
