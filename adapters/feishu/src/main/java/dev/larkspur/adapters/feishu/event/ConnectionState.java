package dev.larkspur.adapters.feishu.event;

/** How a long connection is. */
enum ConnectionState {
  /** For the first time. */
  CONNECTING,
  CONNECTED,
  /** Lost or refused; tried again soon. */
  RECONNECTING,
  /** Given up hope for the moment; tried again slowly. */
  DEGRADED,
  STOPPED
}
