package dev.larkspur.adapters.postgres;

import io.micronaut.core.annotation.Introspected;

/**
 * A person whom a walk comes by.
 *
 * @param due there is something to do
 */
@Introspected
record PassedRow(String openId, boolean due) {}
