package dev.larkspur.wiring;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;

/**
 * The walk through everybody's profile by the clock.
 *
 * @param enabled {@code true} or {@code false}
 * @param cron when it begins, in the time zone of the JVM
 */
@ConfigurationProperties("larkspur.user-info-sync")
public record UserInfoSyncProperties(
    @Bindable(defaultValue = "false") String enabled,
    @Bindable(defaultValue = "0 2 * * *") String cron) {}
