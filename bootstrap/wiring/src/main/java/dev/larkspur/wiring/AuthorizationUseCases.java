package dev.larkspur.wiring;

import dev.larkspur.application.Entropy;
import dev.larkspur.application.Insistence;
import dev.larkspur.application.InstanceName;
import dev.larkspur.application.Pause;
import dev.larkspur.application.authorization.AdmitRequests;
import dev.larkspur.application.authorization.AskAnew;
import dev.larkspur.application.authorization.CancelAuthorization;
import dev.larkspur.application.authorization.Claims;
import dev.larkspur.application.authorization.FinishRedirect;
import dev.larkspur.application.authorization.FreshSessions;
import dev.larkspur.application.authorization.HandleClick;
import dev.larkspur.application.authorization.HandleDecline;
import dev.larkspur.application.authorization.HandleRevoke;
import dev.larkspur.application.authorization.PollConsent;
import dev.larkspur.application.authorization.PrepareConsent;
import dev.larkspur.application.authorization.RedeemCode;
import dev.larkspur.application.authorization.RequestAuthorization;
import dev.larkspur.application.authorization.RevokeGrant;
import dev.larkspur.application.authorization.SettleConsent;
import dev.larkspur.application.authorization.ShowCards;
import dev.larkspur.application.authorization.SweepOverdue;
import dev.larkspur.application.authorization.VerifyConsent;
import dev.larkspur.application.authorization.WatchSession;
import dev.larkspur.application.authorization.Ways;
import dev.larkspur.application.authorization.port.AuthSessions;
import dev.larkspur.application.authorization.port.Cards;
import dev.larkspur.application.authorization.port.CodeExchange;
import dev.larkspur.application.authorization.port.ConsentPolls;
import dev.larkspur.application.authorization.port.ConsentRequests;
import dev.larkspur.application.authorization.port.Doorbell;
import dev.larkspur.application.authorization.port.OfferedMethods;
import dev.larkspur.application.authorization.port.People;
import dev.larkspur.application.authorization.port.RequestLimits;
import dev.larkspur.application.authorization.port.ShownCards;
import dev.larkspur.application.authorization.port.TokenEndpoint;
import dev.larkspur.application.authorization.port.Users;
import dev.larkspur.application.connection.Reception;
import dev.larkspur.application.connection.port.ConnectionSlots;
import dev.larkspur.application.memory.Hearing;
import dev.larkspur.application.token.CarryRevocations;
import dev.larkspur.application.token.Turns;
import dev.larkspur.application.token.port.Apps;
import dev.larkspur.application.token.port.Grants;
import dev.larkspur.application.token.port.TokenBudget;
import dev.larkspur.application.token.port.TokenRevocation;
import dev.larkspur.domain.token.RenewalSchedule;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.annotation.Secondary;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** The way from a request to a grant. */
@Factory
final class AuthorizationUseCases {
  /** Longer than a call to the platform and two to the store, short enough to be waited for. */
  private static final Duration CLAIM = Duration.ofSeconds(30);

  private static final int AT_ONCE = 4; // leaves most of the usual pool's 20 connections to others

  private static final Insistence A_MINUTE_LONG =
      new Insistence(60, Duration.ofSeconds(1), pause -> LockSupport.parkNanos(pause.toNanos()));

  @Singleton
  Claims claims(InstanceName instance, Entropy entropy, InstantSource clock) {
    return new Claims(instance.value(), CLAIM, entropy, clock);
  }

  @Singleton
  @Secondary
  Apps apps() {
    return Apps.none();
  }

  @Context
  RequestAuthorization requestAuthorization(
      Apps apps,
      AdmitRequests requests,
      AuthSessions sessions,
      FreshSessions fresh,
      @Nullable PrepareConsent prepare,
      Doorbell doorbell,
      InstantSource clock) {
    return new RequestAuthorization(apps, requests, sessions, fresh, prepare, doorbell, clock);
  }

  @Context
  AdmitRequests admitRequests(
      RequestLimits limits, LarkspurProperties settings, InstantSource clock) {
    int perMinute = Settings.perMinute(settings.authorization().perMinute());
    return new AdmitRequests(limits, perMinute, AT_ONCE, clock);
  }

  @Context
  FreshSessions freshSessions(
      Grants grants, Ways ways, LarkspurProperties settings, Entropy entropy, Claims claims) {
    var patience = Settings.patience(settings.authorization().patience());
    return new FreshSessions(grants, ways, patience, entropy, claims);
  }

  @Singleton
  @Secondary
  OfferedMethods offeredMethods() {
    return _ -> Set.of();
  }

  @Context
  Ways ways(LarkspurProperties settings, Apps apps, OfferedMethods offered, Reception reception) {
    var how = settings.authorization();
    var usual = Settings.method(how.method());
    var degraded = Settings.degraded(how.degraded());
    apps.all().forEach(app -> Settings.offers(app, offered.of(app.id()), usual, degraded));
    return new Ways(usual, degraded, offered, reception);
  }

  @Singleton
  Reception reception(ConnectionSlots slots, InstantSource clock) {
    return new Reception(slots, clock);
  }

  @Context
  CancelAuthorization cancelAuthorization(
      AuthSessions sessions, Doorbell doorbell, InstantSource clock) {
    return new CancelAuthorization(sessions, doorbell, clock);
  }

  @Context
  HandleDecline handleDecline(AuthSessions sessions, Doorbell doorbell, InstantSource clock) {
    return new HandleDecline(sessions, doorbell, clock);
  }

  @Context
  RevokeGrant revokeGrant(
      Grants grants,
      CarryRevocations revocations,
      AuthSessions sessions,
      Doorbell doorbell,
      InstantSource clock) {
    return new RevokeGrant(grants, revocations, sessions, doorbell, clock);
  }

  @Context
  HandleRevoke handleRevoke(AuthSessions sessions, RevokeGrant revoke, InstantSource clock) {
    return new HandleRevoke(sessions, revoke, clock);
  }

  @Context
  WatchSession watchSession(AuthSessions sessions, ShownCards cards, Hearing hearing, Tasks tasks) {
    return new WatchSession(sessions, cards, hearing, tasks);
  }

  @Context
  AskAnew askAnew(
      Apps apps,
      Grants grants,
      RequestAuthorization request,
      RenewalSchedule schedule,
      Tasks tasks,
      InstantSource clock) {
    return new AskAnew(apps, grants, request, schedule, tasks, clock);
  }

  @Context
  @Requires(beans = Cards.class) // without a platform this instance leaves the cards to others
  ShowCards showCards(
      ShownCards shown,
      Cards cards,
      AuthSessions sessions,
      Ways ways,
      Tasks tasks,
      InstantSource clock) {
    return new ShowCards(shown, cards, sessions, ways, tasks, clock);
  }

  /** What needs a platform to consent on; absent where none is configured. */
  @Factory
  @Requires(beans = {ConsentRequests.class, TokenEndpoint.class, CodeExchange.class, People.class})
  static final class WithPlatform {
    @Context
    PrepareConsent prepareConsent(
        AuthSessions sessions, ConsentRequests requests, Doorbell doorbell, InstantSource clock) {
      return new PrepareConsent(sessions, requests, doorbell, clock);
    }

    @Context
    HandleClick handleClick(
        AuthSessions sessions,
        PrepareConsent prepare,
        RedeemCode redeem,
        Claims claims,
        InstantSource clock) {
      return new HandleClick(sessions, prepare, redeem, claims, clock);
    }

    @Context
    VerifyConsent verifyConsent(
        AuthSessions sessions,
        People people,
        TokenRevocation revocation,
        Users users,
        Doorbell doorbell,
        InstantSource clock) {
      return new VerifyConsent(sessions, people, revocation, users, doorbell, clock);
    }

    @Context
    SettleConsent settleConsent(
        AuthSessions sessions,
        CarryRevocations unused,
        VerifyConsent verify,
        Doorbell doorbell,
        Claims claims,
        InstantSource clock) {
      return new SettleConsent(sessions, unused, verify, A_MINUTE_LONG, doorbell, claims, clock);
    }

    @Context
    PollConsent pollConsent(
        Apps apps,
        ConsentPolls polls,
        TokenBudget budget,
        TokenEndpoint tokens,
        SettleConsent settle,
        Tasks tasks,
        Pause pause,
        InstantSource clock) {
      return new PollConsent(apps, polls, budget, tokens, settle, tasks, pause, clock);
    }

    @Singleton
    Turns turns(TokenBudget budget, Pause pause, InstantSource clock) {
      return new Turns(budget, pause, clock);
    }

    @Singleton
    RedeemCode redeemCode(
        AuthSessions sessions,
        CodeExchange codes,
        Turns turns,
        SettleConsent settle,
        Doorbell doorbell,
        Claims claims,
        Tasks tasks,
        InstantSource clock) {
      return new RedeemCode(sessions, codes, turns, settle, doorbell, claims, tasks, clock);
    }

    @Context
    FinishRedirect finishRedirect(
        AuthSessions sessions, RedeemCode redeem, Doorbell doorbell, InstantSource clock) {
      return new FinishRedirect(sessions, redeem, doorbell, clock);
    }

    @Context
    SweepOverdue sweepOverdue(
        AuthSessions sessions,
        PrepareConsent prepare,
        VerifyConsent verify,
        Claims claims,
        Doorbell doorbell,
        Tasks tasks,
        InstantSource clock) {
      return new SweepOverdue(sessions, prepare, verify, claims, doorbell, tasks, clock);
    }
  }
}
