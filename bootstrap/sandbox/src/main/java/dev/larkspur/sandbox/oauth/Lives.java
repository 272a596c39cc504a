package dev.larkspur.sandbox.oauth;

import java.time.Duration;

/**
 * How long things last.
 *
 * @param consent ends every token that came of it, whatever was refreshed meanwhile
 * @param grace how long an access token outlives the refresh that replaced it
 */
public record Lives(
    Duration access,
    Duration refresh,
    Duration consent,
    Duration grace,
    Duration code,
    Duration pollInterval) {}
