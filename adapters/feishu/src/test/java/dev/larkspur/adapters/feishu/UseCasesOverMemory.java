package dev.larkspur.adapters.feishu;

import dev.larkspur.application.Entropy;
import dev.larkspur.application.Insistence;
import dev.larkspur.application.InstanceName;
import dev.larkspur.application.Pause;
import dev.larkspur.application.Stores;
import dev.larkspur.application.authorization.AdmitRequests;
import dev.larkspur.application.authorization.Claims;
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
import dev.larkspur.application.authorization.VerifyConsent;
import dev.larkspur.application.authorization.Ways;
import dev.larkspur.application.authorization.Ways.WhenDegraded;
import dev.larkspur.application.authorization.port.Cards;
import dev.larkspur.application.authorization.port.CodeExchange;
import dev.larkspur.application.authorization.port.ConsentRequests;
import dev.larkspur.application.authorization.port.OfferedMethods;
import dev.larkspur.application.authorization.port.People;
import dev.larkspur.application.authorization.port.ShownCards;
import dev.larkspur.application.authorization.port.TokenEndpoint;
import dev.larkspur.application.connection.Reception;
import dev.larkspur.application.connection.port.ConnectionSlots;
import dev.larkspur.application.connection.port.HandledEvents;
import dev.larkspur.application.token.CarryRevocations;
import dev.larkspur.application.token.Turns;
import dev.larkspur.application.token.port.Apps;
import dev.larkspur.application.token.port.TokenRevocation;
import dev.larkspur.domain.authorization.Method;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Primary;
import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;

/** The real use cases between the adapter and stores in memory. */
@Factory
final class UseCasesOverMemory {
  /** The time of a test; the framework has a clock of its own, which it would take instead. */
  record Now(InstantSource source) {}

  @Singleton
  @Primary
  InstantSource clock(Now now) {
    return now.source();
  }

  @Singleton
  InstanceName instance(@Value("${test.instance:one}") String name) {
    return new InstanceName(name);
  }

  @Singleton
  Entropy entropy() {
    return Entropy.secure();
  }

  @Singleton
  ConnectionSlots connectionSlots(Stores stores) {
    return stores.slots();
  }

  @Singleton
  HandledEvents handledEvents(Stores stores) {
    return stores.events();
  }

  @Singleton
  ShownCards shownCards(Stores stores) {
    return stores.cards();
  }

  @Singleton
  Claims claims(InstantSource clock) {
    return new Claims("test", Duration.ofSeconds(15), Entropy.secure(), clock);
  }

  @Singleton
  Ways ways(Stores stores, OfferedMethods offered, InstantSource clock) {
    var reception = new Reception(stores.slots(), clock);
    return new Ways(Method.WEBSOCKET_CARD, WhenDegraded.DEVICE_LINK, offered, reception);
  }

  @Singleton
  RequestAuthorization requestAuthorization(
      Apps apps,
      Stores stores,
      Ways ways,
      Claims claims,
      PrepareConsent prepare,
      InstantSource clock) {
    var fresh =
        new FreshSessions(stores.grants(), ways, Duration.ofMinutes(10), Entropy.secure(), claims);
    var limit = new AdmitRequests(stores.limits(), 1_000, 4, clock);
    return new RequestAuthorization(
        apps, limit, stores.sessions(), fresh, prepare, () -> {}, clock);
  }

  @Singleton
  PrepareConsent prepareConsent(Stores stores, ConsentRequests requests, InstantSource clock) {
    return new PrepareConsent(stores.sessions(), requests, () -> {}, clock);
  }

  @Singleton
  HandleClick handleClick(
      Stores stores,
      PrepareConsent prepare,
      CodeExchange codes,
      SettleConsent settle,
      Claims claims,
      InstantSource clock) {
    var turns = new Turns(stores.budget(), Pause.real(), clock);
    var redeem =
        new RedeemCode(
            stores.sessions(), codes, turns, settle, () -> {}, claims, Runnable::run, clock);
    return new HandleClick(stores.sessions(), prepare, redeem, claims, clock);
  }

  @Singleton
  HandleDecline handleDecline(Stores stores, InstantSource clock) {
    return new HandleDecline(stores.sessions(), () -> {}, clock);
  }

  @Singleton
  HandleRevoke handleRevoke(Stores stores, TokenRevocation revocation, InstantSource clock) {
    var carry = new CarryRevocations(stores.revocations(), revocation, Runnable::run, clock);
    var revoke = new RevokeGrant(stores.grants(), carry, stores.sessions(), () -> {}, clock);
    return new HandleRevoke(stores.sessions(), revoke, clock);
  }

  @Singleton
  ShowCards showCards(Stores stores, Cards cards, Ways ways, InstantSource clock) {
    return new ShowCards(stores.cards(), cards, stores.sessions(), ways, Runnable::run, clock);
  }

  @Singleton
  VerifyConsent verifyConsent(
      Stores stores, People people, TokenRevocation revocation, InstantSource clock) {
    return new VerifyConsent(
        stores.sessions(), people, revocation, stores.users(), () -> {}, clock);
  }

  @Singleton
  SettleConsent settleConsent(
      Stores stores,
      TokenRevocation revocation,
      VerifyConsent verify,
      Claims claims,
      InstantSource clock) {
    return new SettleConsent(
        stores.sessions(),
        new CarryRevocations(stores.revocations(), revocation, Runnable::run, clock),
        verify,
        new Insistence(1, Duration.ZERO, _ -> {}),
        () -> {},
        claims,
        clock);
  }

  @Singleton
  PollConsent pollConsent(
      Apps apps, Stores stores, TokenEndpoint tokens, SettleConsent settle, InstantSource clock) {
    return new PollConsent(
        apps, stores.polls(), stores.budget(), tokens, settle, Runnable::run, Pause.real(), clock);
  }
}
