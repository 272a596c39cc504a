package dev.larkspur.wiring;

import dev.larkspur.application.access.KeyUseLedger;
import dev.larkspur.application.authorization.AskAnew;
import dev.larkspur.application.authorization.PollConsent;
import dev.larkspur.application.authorization.ShowCards;
import dev.larkspur.application.authorization.SweepOverdue;
import dev.larkspur.application.authorization.port.Doorbell;
import dev.larkspur.application.retention.CleanUp;
import dev.larkspur.application.token.CarryRevocations;
import dev.larkspur.application.token.ReleaseLedger;
import dev.larkspur.application.token.RenewAhead;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.annotation.Secondary;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;

/** The rounds that go on by themselves on every instance; the store says who does what. */
@Factory
final class Workers {
  private static final Duration CARDS = Duration.ofSeconds(1);
  private static final Duration POLLS = Duration.ofMillis(500);
  private static final Duration RENEWALS = Duration.ofMillis(500);
  private static final Duration REVOCATIONS = Duration.ofSeconds(1);
  private static final Duration REAUTHORIZATIONS = Duration.ofSeconds(2);
  private static final Duration CLEAN_UP = Duration.ofMinutes(5); // whether an hour has passed
  private static final Duration RELEASES = Duration.ofMillis(20);
  private static final Duration KEY_USES = Duration.ofMinutes(1);
  private static final Duration SWEEP = Duration.ofSeconds(1);

  @Singleton
  @Named("cards")
  @Bean(preDestroy = "close")
  @Requires(beans = ShowCards.class)
  Worker cards(ShowCards show) {
    return new Worker("cards", CARDS, show::handle);
  }

  @Singleton
  @Secondary
  @Requires(beans = ShowCards.class)
  Doorbell doorbell(@Named("cards") Worker cards) {
    return cards::ring;
  }

  @Singleton
  @Secondary
  @Requires(missingBeans = ShowCards.class)
  Doorbell nobodyAnswers() {
    return () -> {};
  }

  @Singleton
  @Named("polls")
  @Bean(preDestroy = "close")
  @Requires(beans = PollConsent.class)
  Worker polls(PollConsent poll) {
    return new Worker("polls", POLLS, () -> done(poll::handle));
  }

  @Singleton
  @Named("releases")
  @Bean(preDestroy = "close")
  Worker releases(ReleaseLedger ledger) {
    return new Worker("releases", RELEASES, () -> done(ledger::flushPart));
  }

  @Singleton
  @Named("key-uses")
  @Bean(preDestroy = "close")
  Worker keyUses(KeyUseLedger ledger) {
    return new Worker("key-uses", KEY_USES, () -> done(ledger::flush));
  }

  @Singleton
  @Named("sweep")
  @Bean(preDestroy = "close")
  @Requires(beans = SweepOverdue.class)
  Worker sweep(SweepOverdue sweep) {
    return new Worker("sweep", SWEEP, () -> done(sweep::handle));
  }

  @Singleton
  @Named("renewals")
  @Bean(preDestroy = "close")
  Worker renewals(RenewAhead renew) {
    return new Worker("renewals", RENEWALS, renew::handle);
  }

  @Singleton
  @Named("revocations")
  @Bean(preDestroy = "close")
  Worker revocations(CarryRevocations carry) {
    return new Worker("revocations", REVOCATIONS, carry::handle);
  }

  @Singleton
  @Named("reauthorizations")
  @Bean(preDestroy = "close")
  Worker reauthorizations(AskAnew ask) {
    return new Worker("reauthorizations", REAUTHORIZATIONS, () -> done(ask::handle));
  }

  @Singleton
  @Named("clean-up")
  @Bean(preDestroy = "close")
  Worker cleanUp(CleanUp cleanUp) {
    return new Worker("clean-up", CLEAN_UP, () -> done(cleanUp::handle));
  }

  private static boolean done(Runnable round) {
    round.run();
    return false;
  }
}
