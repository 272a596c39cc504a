package dev.larkspur.wiring;

import dev.larkspur.application.Entropy;
import dev.larkspur.application.Pause;
import dev.larkspur.application.access.IssueKey;
import dev.larkspur.application.access.KeyHash;
import dev.larkspur.application.access.KeyUseLedger;
import dev.larkspur.application.access.RecogniseCaller;
import dev.larkspur.application.access.RotateKey;
import dev.larkspur.application.access.VerifiedTokens;
import dev.larkspur.application.access.port.CallerKeys;
import dev.larkspur.application.access.port.CallerTokens;
import dev.larkspur.application.access.port.KeyUses;
import dev.larkspur.application.authorization.RequestAuthorization;
import dev.larkspur.application.authorization.port.AuthSessions;
import dev.larkspur.application.host.UserTokens;
import dev.larkspur.application.host.port.Audience;
import dev.larkspur.application.memory.Memory;
import dev.larkspur.application.retention.CleanUp;
import dev.larkspur.application.retention.port.History;
import dev.larkspur.application.token.LeaseToken;
import dev.larkspur.application.token.RefreshNow;
import dev.larkspur.application.token.port.Pace;
import dev.larkspur.domain.access.Caller;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Secondary;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/**
 * Keys, and what the others share. Use cases are made with the context, so that a port nobody
 * provides stops the start and is named.
 */
@Factory
final class UseCases {
  @Singleton
  @Secondary
  Entropy entropy() {
    return Entropy.secure();
  }

  @Context
  IssueKey issueKey(CallerKeys keys, Entropy entropy, InstantSource clock) {
    return new IssueKey(keys, entropy, clock);
  }

  @Context
  RotateKey rotateKey(CallerKeys keys, Entropy entropy, InstantSource clock) {
    return new RotateKey(keys, entropy, clock);
  }

  @Singleton
  @Secondary
  CallerTokens callerTokens() {
    return CallerTokens.none();
  }

  @Singleton
  @Bean(preDestroy = "flush")
  KeyUseLedger keyUseLedger(KeyUses uses) {
    return new KeyUseLedger(uses);
  }

  @Context
  RecogniseCaller recogniseCaller(
      Memory<KeyHash, Caller> keys,
      VerifiedTokens tokens,
      LarkspurProperties settings,
      KeyUseLedger uses,
      InstantSource clock) {
    var administrator = KeyHash.of(Settings.adminKey(settings.adminKey()));
    return new RecogniseCaller(keys, tokens, administrator, uses, clock);
  }

  @Context
  CleanUp cleanUp(History history, LarkspurProperties settings, Pause pause, InstantSource clock) {
    return new CleanUp(history, Settings.history(settings.retention().history()), pause, clock);
  }

  @Singleton
  @Secondary
  Audience audience() {
    return Audience.none();
  }

  @Context
  UserTokens userTokens(
      LeaseToken lease,
      RefreshNow refresh,
      RequestAuthorization request,
      AuthSessions sessions,
      InstantSource clock) {
    return new UserTokens(lease, refresh, request, sessions, clock);
  }

  @Context
  Pace pace(LarkspurProperties settings) {
    var budget = settings.tokenBudget();
    try {
      return Pace.within(budget.perSecond(), budget.perMinute());
    } catch (IllegalArgumentException e) {
      throw Settings.wrong("larkspur.token-budget", "does not fit: " + e.getMessage());
    }
  }
}
