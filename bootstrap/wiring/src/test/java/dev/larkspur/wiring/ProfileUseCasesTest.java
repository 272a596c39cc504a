package dev.larkspur.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.larkspur.application.Cast;
import dev.larkspur.application.InMemoryStores;
import dev.larkspur.application.Pause;
import dev.larkspur.application.authorization.port.InMemoryPlatform;
import dev.larkspur.application.authorization.port.People;
import dev.larkspur.application.people.FollowRenewals;
import dev.larkspur.application.people.SyncProfiles;
import dev.larkspur.application.people.UpdateProfile;
import dev.larkspur.application.people.port.InMemoryProfileWalks;
import dev.larkspur.application.token.AfterRenewal;
import dev.larkspur.application.token.port.Apps;
import dev.larkspur.domain.identity.AppId;
import io.micronaut.context.ApplicationContext;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProfileUseCasesTest {
  private static final InstantSource CLOCK = InstantSource.system();

  private static final Apps ONE_APP =
      new Apps() {
        @Override
        public Optional<App> find(AppId id) {
          return Optional.empty();
        }

        @Override
        public List<App> all() {
          return List.of(new App(Cast.APP, "demo", Cast.DOCS));
        }
      };

  private static ApplicationContext withPlatform(Map<String, Object> settings) {
    var context = UseCasesTest.context(settings, true);
    context.registerSingleton(People.class, new InMemoryPlatform(CLOCK));
    return context;
  }

  @Test
  void profiles_follow_refreshes_where_there_is_a_platform_to_ask() {
    try (var context = withPlatform(Map.of()).start()) {
      assertThat(context.getBean(AfterRenewal.class)).isInstanceOf(FollowRenewals.class);
    }
    try (var context = UseCasesTest.context(Map.of(), true).start()) {
      assertThat(context.findBean(FollowRenewals.class)).isEmpty();
    }
  }

  @Test
  void nobody_walks_through_profiles_unless_it_is_switched_on() {
    var stores = InMemoryStores.at(CLOCK);
    var walks = new InMemoryProfileWalks(stores);
    var platform = new InMemoryPlatform(CLOCK);
    var update =
        new UpdateProfile(stores.grants(), platform, stores.users(), new ProfileLog(), CLOCK);
    var tomorrow = Instant.now().plus(Duration.ofDays(1));
    var sync = new SyncProfiles(ONE_APP, walks, update, _ -> tomorrow, Pause.real(), CLOCK);

    var off = new UserInfoSyncProperties("false", "0 2 * * *");
    assertThat(ProfileUseCases.WithPlatform.rounds(sync, off).getAsBoolean()).isFalse();
    assertThat(walks.take(Cast.APP, tomorrow, tomorrow)).isFalse();

    var on = new UserInfoSyncProperties("true", "0 2 * * *");
    assertThat(ProfileUseCases.WithPlatform.rounds(sync, on).getAsBoolean()).isFalse();
    assertThat(walks.take(Cast.APP, tomorrow, tomorrow)).as("it is planned").isTrue();
  }

  @Test
  void a_walk_begins_at_the_next_time_of_the_expression() {
    var two = Settings.schedule("0 2 * * *").apply(Instant.parse("2026-11-22T12:00:00Z"));
    assertThat(two.atZone(ZoneId.systemDefault()).toLocalTime()).isEqualTo(LocalTime.of(2, 0));
    assertThat(two).isBetween("2026-11-22T12:00:01Z", "2026-11-23T12:00:00Z");
  }

  @ParameterizedTest
  @CsvSource({
    "larkspur.user-info.fresh-for, 8d",
    "larkspur.user-info.fresh-for, -1s",
    "larkspur.user-info-sync.enabled, maybe",
    "larkspur.user-info-sync.cron, at night",
    "larkspur.user-info-sync.cron, 0 0 30 2 *"
  })
  void a_wrong_setting_stops_the_start_with_its_name(String setting, String value) {
    assertThatThrownBy(() -> withPlatform(Map.of(setting, value)).start())
        .hasStackTraceContaining(setting);
  }

  @Test
  void the_settings_have_these_names_and_defaults() {
    try (var context = withPlatform(Map.of()).start()) {
      assertThat(context.getBean(UserInfoProperties.class).freshFor()).hasHours(1);
      assertThat(context.getBean(UserInfoSyncProperties.class))
          .isEqualTo(new UserInfoSyncProperties("false", "0 2 * * *"));
    }
    var told =
        Map.<String, Object>of(
            "larkspur.user-info.fresh-for", "0s",
            "larkspur.user-info-sync.enabled", true,
            "larkspur.user-info-sync.cron", "*/5 * * * *");
    try (var context = withPlatform(told).start()) {
      assertThat(context.getBean(UserInfoProperties.class).freshFor()).isZero();
      assertThat(context.getBean(UserInfoSyncProperties.class))
          .isEqualTo(new UserInfoSyncProperties("true", "*/5 * * * *"));
    }
  }
}
