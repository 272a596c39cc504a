package dev.larkspur.adapters.feishu;

/** How a request fared that must not be sent twice. */
public sealed interface Exchange {
  record Answered(HttpAnswer answer) implements Exchange {}

  /** Nothing of it left. */
  record NotSent(String why) implements Exchange {}

  /** It may have arrived, and the answer did not come. */
  record Lost(String why) implements Exchange {}
}
