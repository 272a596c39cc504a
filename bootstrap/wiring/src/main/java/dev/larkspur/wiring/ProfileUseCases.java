package dev.larkspur.wiring;

import dev.larkspur.application.Pause;
import dev.larkspur.application.authorization.port.People;
import dev.larkspur.application.authorization.port.Users;
import dev.larkspur.application.people.FollowRenewals;
import dev.larkspur.application.people.SyncProfiles;
import dev.larkspur.application.people.UpdateProfile;
import dev.larkspur.application.people.port.ProfileWalks;
import dev.larkspur.application.token.AfterRenewal;
import dev.larkspur.application.token.port.Apps;
import dev.larkspur.application.token.port.Grants;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.annotation.Secondary;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;

/** What is known of people is kept up to date, and the rounds in which that is done. */
@Factory
final class ProfileUseCases {
  private static final Duration FOLLOWING = Duration.ofSeconds(1);
  private static final Duration SYNC = Duration.ofSeconds(10); // whether it is time

  /** Where there is no platform to ask. */
  @Singleton
  @Secondary
  AfterRenewal nobodyFollows() {
    return _ -> {};
  }

  /** What needs a platform; absent where none is configured. */
  @Factory
  @Requires(beans = People.class)
  static final class WithPlatform {
    @Singleton
    UpdateProfile updateProfile(Grants grants, People people, Users users, InstantSource clock) {
      return new UpdateProfile(grants, people, users, new ProfileLog(), clock);
    }

    @Context
    FollowRenewals followRenewals(
        UpdateProfile update, UserInfoProperties settings, Pause pause, InstantSource clock) {
      return new FollowRenewals(update, Settings.freshFor(settings.freshFor()), pause, clock);
    }

    @Singleton
    @Named("profiles")
    @Bean(preDestroy = "close")
    Worker profiles(FollowRenewals follow) {
      return new Worker("profiles", FOLLOWING, follow::handle);
    }

    @Context
    SyncProfiles syncProfiles(
        Apps apps,
        ProfileWalks walks,
        UpdateProfile update,
        UserInfoSyncProperties settings,
        Pause pause,
        InstantSource clock) {
      var schedule = Settings.schedule(settings.cron());
      return new SyncProfiles(apps, walks, update, schedule, pause, clock);
    }

    @Singleton
    @Named("user-info-sync")
    @Bean(preDestroy = "close")
    Worker sync(SyncProfiles sync, UserInfoSyncProperties settings) {
      return new Worker("user-info-sync", SYNC, rounds(sync, settings));
    }

    static BooleanSupplier rounds(SyncProfiles sync, UserInfoSyncProperties settings) {
      return Settings.isOn("larkspur.user-info-sync.enabled", settings.enabled())
          ? sync::handle
          : () -> false;
    }
  }
}
