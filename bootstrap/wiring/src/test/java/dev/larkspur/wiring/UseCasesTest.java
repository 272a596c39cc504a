package dev.larkspur.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.larkspur.application.Cast;
import dev.larkspur.application.InMemoryStores;
import dev.larkspur.application.Stores;
import dev.larkspur.application.access.port.CallerKeys;
import dev.larkspur.application.access.port.InMemoryKeyUses;
import dev.larkspur.application.access.port.KeyUses;
import dev.larkspur.application.authorization.CancelAuthorization;
import dev.larkspur.application.authorization.PollConsent;
import dev.larkspur.application.authorization.RequestAuthorization;
import dev.larkspur.application.authorization.port.AuthSessions;
import dev.larkspur.application.authorization.port.ConsentPolls;
import dev.larkspur.application.authorization.port.RequestLimits;
import dev.larkspur.application.authorization.port.ShownCards;
import dev.larkspur.application.authorization.port.Users;
import dev.larkspur.application.connection.port.ConnectionSlots;
import dev.larkspur.application.keys.port.DataKeyRing;
import dev.larkspur.application.keys.port.InMemoryDataKeyRing;
import dev.larkspur.application.people.port.InMemoryProfileWalks;
import dev.larkspur.application.people.port.ProfileWalks;
import dev.larkspur.application.retention.port.History;
import dev.larkspur.application.retention.port.InMemoryHistory;
import dev.larkspur.application.token.Attempts;
import dev.larkspur.application.token.LeaseToken;
import dev.larkspur.application.token.port.Apps;
import dev.larkspur.application.token.port.Grants;
import dev.larkspur.application.token.port.Revocations;
import dev.larkspur.application.token.port.TokenBudget;
import dev.larkspur.application.token.port.TokenReleases;
import dev.larkspur.domain.authorization.Method;
import io.micronaut.context.ApplicationContext;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UseCasesTest {
  private static final String ADMIN_KEY = "an-administrators-key-of-32-characters";

  static ApplicationContext context(Map<String, Object> more, boolean withGrants) {
    var settings = new HashMap<String, Object>(more);
    settings.putIfAbsent("larkspur.enabled", "true");
    settings.putIfAbsent("larkspur.admin-key", ADMIN_KEY);
    var context = ApplicationContext.builder().properties(settings).build();
    var stores = InMemoryStores.at(InstantSource.system());
    register(context, stores);
    if (withGrants) {
      context.registerSingleton(Grants.class, stores.grants());
    }
    return context;
  }

  private static void register(ApplicationContext context, Stores stores) {
    context.registerSingleton(AuthSessions.class, stores.sessions());
    context.registerSingleton(ConsentPolls.class, stores.polls());
    context.registerSingleton(ShownCards.class, stores.cards());
    context.registerSingleton(Users.class, stores.users());
    context.registerSingleton(Revocations.class, stores.revocations());
    context.registerSingleton(TokenReleases.class, stores.releases());
    context.registerSingleton(TokenBudget.class, stores.budget());
    context.registerSingleton(ConnectionSlots.class, stores.slots());
    context.registerSingleton(RequestLimits.class, stores.limits());
    context.registerSingleton(History.class, new InMemoryHistory());
    context.registerSingleton(ProfileWalks.class, new InMemoryProfileWalks(stores));
    context.registerSingleton(CallerKeys.class, stores.keys());
    context.registerSingleton(KeyUses.class, new InMemoryKeyUses(stores.keys()));
    context.registerSingleton(DataKeyRing.class, new InMemoryDataKeyRing(InstantSource.system()));
  }

  @Test
  void with_stores_but_no_platform_the_use_cases_are_there_and_no_app_is() {
    try (var context = context(Map.of(), true).start()) {
      assertThat(context.findBean(LeaseToken.class)).isPresent();
      assertThat(context.findBean(CancelAuthorization.class)).isPresent();
      assertThat(context.findBean(PollConsent.class)).isEmpty();
      assertThat(context.getBean(Apps.class).all()).isEmpty();
      assertThat(context.getBean(Attempts.class).life()).hasSeconds(60 + 30);
      var request = Cast.request(Cast.ANN);
      assertThat(
              context
                  .getBean(RequestAuthorization.class)
                  .handle(
                      Cast.ANN,
                      Method.WEBSOCKET_CARD,
                      request.scopes(),
                      request.card(),
                      Cast.CALLER))
          .isEmpty();
    }
  }

  @Test
  void a_port_that_keeps_us_correct_is_missed_at_the_start_and_named() {
    assertThatThrownBy(() -> context(Map.of(), false).start())
        .hasStackTraceContaining(Grants.class.getName())
        .hasStackTraceContaining("add larkspur-postgres to the dependencies");
  }

  @Test
  void a_host_that_does_not_enable_larkspur_gets_nothing() {
    try (var context = context(Map.of("larkspur.enabled", "false"), false).start()) {
      assertThat(context.findBean(LeaseToken.class)).isEmpty();
      assertThat(context.findBean(Apps.class)).isEmpty();
    }
  }

  @Test
  void a_wrong_setting_stops_the_start_with_its_name() {
    assertThatThrownBy(() -> context(Map.of("larkspur.admin-key", "short"), true).start())
        .hasStackTraceContaining("LARKSPUR_ADMIN_KEY")
        .hasStackTraceContaining("too short");
    assertThatThrownBy(() -> context(Map.of("larkspur.authorization.patience", "1s"), true).start())
        .hasStackTraceContaining("larkspur.authorization.patience");
    assertThatThrownBy(
            () -> context(Map.of("larkspur.authorization.method", "pigeon"), true).start())
        .hasStackTraceContaining("larkspur.authorization.method");
    assertThatThrownBy(() -> context(Map.of("larkspur.authorization.degraded", "no"), true).start())
        .hasStackTraceContaining("larkspur.authorization.degraded");
    assertThatThrownBy(() -> context(Map.of("larkspur.authorization.per-minute", 0), true).start())
        .hasStackTraceContaining("larkspur.authorization.per-minute");
    assertThatThrownBy(
            () -> context(Map.of("larkspur.reauthorization.cool-down", "-1s"), true).start())
        .hasStackTraceContaining("larkspur.reauthorization.cool-down");
    assertThatThrownBy(() -> context(Map.of("larkspur.retention.history", "1h"), true).start())
        .hasStackTraceContaining("larkspur.retention.history");
    assertThatThrownBy(() -> context(Map.of("larkspur.reencryption.pause", "11s"), true).start())
        .hasStackTraceContaining("larkspur.reencryption.pause");
    assertThatThrownBy(() -> context(Map.of("larkspur.token-budget.per-second", "1"), true).start())
        .hasStackTraceContaining("larkspur.token-budget");
  }

  @Test
  void the_settings_have_these_names_and_defaults() {
    try (var context = context(Map.of(), true).start()) {
      var settings = context.getBean(LarkspurProperties.class);
      assertThat(settings.authorization().patience()).hasMinutes(10);
      assertThat(settings.authorization().method()).isEqualTo("websocket_card");
      assertThat(settings.authorization().degraded()).isEqualTo("device_link");
      assertThat(settings.authorization().perMinute()).isEqualTo(5);
      assertThat(settings.reauthorization().coolDown()).hasHours(24);
      assertThat(settings.retention().history()).hasDays(30);
      assertThat(settings.tokenBudget().perSecond()).isEqualTo(50);
      assertThat(settings.tokenBudget().perMinute()).isEqualTo(1000);
      assertThat(settings.toString()).doesNotContain(ADMIN_KEY);
      assertThat(context.getBean(ReencryptionProperties.class).pause()).hasMillis(100);
    }
    var told =
        Map.<String, Object>of(
            "larkspur.authorization.patience", "20m",
            "larkspur.reauthorization.cool-down", "7d",
            "larkspur.retention.history", "90d",
            "larkspur.reencryption.pause", "0s",
            "larkspur.token-budget.per-second", "5",
            "larkspur.token-budget.per-minute", "60");
    try (var context = context(told, true).start()) {
      var settings = context.getBean(LarkspurProperties.class);
      assertThat(settings.authorization().patience()).hasMinutes(20);
      assertThat(settings.reauthorization().coolDown()).hasDays(7);
      assertThat(settings.retention().history()).hasDays(90);
      assertThat(context.getBean(ReencryptionProperties.class).pause()).isZero();
      assertThat(settings.tokenBudget().perSecond()).isEqualTo(5);
      assertThat(settings.tokenBudget().perMinute()).isEqualTo(60);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/elsewhere"})
  void our_paths_are_below_larkspur_unless_the_settings_say_otherwise(String path) {
    try (var silent = ApplicationContext.run(Map.of());
        var said = ApplicationContext.run(Map.of("larkspur.rest.path", path))) {
      assertThat(silent.getProperty("larkspur.rest.path", String.class)).contains("/larkspur");
      assertThat(said.getProperty("larkspur.rest.path", String.class)).contains(path);
    }
  }
}
