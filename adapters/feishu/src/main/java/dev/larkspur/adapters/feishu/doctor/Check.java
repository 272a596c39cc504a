package dev.larkspur.adapters.feishu.doctor;

import dev.larkspur.application.checkup.port.Finding.Outcome;

/** One thing that must be right for an app to work. */
interface Check {
  /** For people and programs; stays as it is. */
  String name();

  /**
   * @throws dev.larkspur.application.token.port.PlatformUnavailable if no answer came
   */
  Outcome on(Patient patient);
}
