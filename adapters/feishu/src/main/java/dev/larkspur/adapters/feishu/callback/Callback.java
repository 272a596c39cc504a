package dev.larkspur.adapters.feishu.callback;

/** What the platform posts. */
sealed interface Callback {
  /** It asks whether this address is ours: the text has to come back. */
  record Challenge(String text) implements Callback {}

  /** The same JSON as over the long connection. */
  record Event(String json) implements Callback {}
}
