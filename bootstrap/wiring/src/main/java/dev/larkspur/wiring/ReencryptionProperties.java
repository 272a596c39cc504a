package dev.larkspur.wiring;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * How re-encrypting keeps from disturbing others.
 *
 * @param pause between two batches of 500 rows
 */
@ConfigurationProperties("larkspur.reencryption")
public record ReencryptionProperties(@Bindable(defaultValue = "100ms") Duration pause) {}
