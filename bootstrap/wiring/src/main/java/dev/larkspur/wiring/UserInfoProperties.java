package dev.larkspur.wiring;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * How often the platform is asked for what it tells of a person.
 *
 * @param freshFor a refresh brings a profile up to date unless it was asked for more recently
 */
@ConfigurationProperties("larkspur.user-info")
public record UserInfoProperties(@Bindable(defaultValue = "1h") Duration freshFor) {}
