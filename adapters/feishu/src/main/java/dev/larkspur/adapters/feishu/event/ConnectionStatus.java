package dev.larkspur.adapters.feishu.event;

import java.time.Instant;

/**
 * What can be told about a long connection.
 *
 * @param failures in a row
 * @param ignored messages since the start that were no frames, or frames of no known kind
 */
record ConnectionStatus(ConnectionState state, Instant since, int failures, long ignored) {}
