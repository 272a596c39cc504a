package dev.larkspur.domain.connection;

import java.time.Instant;

/**
 * What can be told about a long connection.
 *
 * @param since when it came to be in this state
 * @param failures in a row
 * @param reason why it is so, for people; without secrets
 */
public record ConnectionStatus(ConnectionState state, Instant since, int failures, String reason) {
  public boolean isUp() {
    return state == ConnectionState.CONNECTED;
  }
}
