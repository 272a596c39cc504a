package dev.larkspur.domain.connection;

/** How a long connection is; the better first. */
public enum ConnectionState {
  CONNECTED,
  /** For the first time. */
  CONNECTING,
  /** Lost or refused; tried again soon. */
  RECONNECTING,
  /** Given up hope for the moment; tried again slowly, for ever. */
  DEGRADED,
  STOPPED
}
