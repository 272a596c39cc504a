package dev.larkspur.adapters.feishu.doctor;

import dev.larkspur.application.checkup.port.Finding.Doubtful;
import dev.larkspur.application.checkup.port.Finding.Failed;
import dev.larkspur.application.checkup.port.Finding.Good;
import dev.larkspur.application.checkup.port.Finding.Outcome;
import dev.larkspur.application.checkup.port.Finding.Skipped;
import java.time.Duration;

/**
 * This machine's clock against the platform's: lives of tokens and the age of callbacks hang on it.
 */
final class ClockCheck implements Check {
  private static final Duration BEARABLE = Duration.ofSeconds(30);
  private static final Duration FRESH = Duration.ofMinutes(5); // older callbacks are refused
  private static final String SET_IT =
      "Nothing in the console: let this machine set its clock by NTP (timedatectl set-ntp true)";

  @Override
  public String name() {
    return "clock";
  }

  @Override
  public Outcome on(Patient patient) {
    return patient
        .ahead()
        .map(ClockCheck::judged)
        .orElseGet(
            () ->
                new Skipped(
                    "no good answer told the platform's time; the other findings say why", ""));
  }

  private static Outcome judged(Duration ahead) {
    var off = ahead.abs();
    var what =
        "this clock is %d s %s the platform's"
            .formatted(off.toSeconds(), ahead.isNegative() ? "ahead of" : "behind");
    if (off.compareTo(FRESH) > 0) {
      return new Failed(what, SET_IT, null);
    }
    return off.compareTo(BEARABLE) > 0
        ? new Doubtful(what, SET_IT)
        : new Good("within " + BEARABLE.toSeconds() + " s of the platform's");
  }
}
