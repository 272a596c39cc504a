package dev.larkspur.domain.connection;

import dev.larkspur.domain.identity.AppId;

/**
 * One of an app's long connections, as its instance told last.
 *
 * @param slot which of those that the platform allows the app, from 0
 * @param instance whose it is
 */
public record Connection(AppId app, int slot, String instance, ConnectionStatus status) {}
