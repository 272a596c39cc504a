package dev.larkspur.adapters.feishu.doctor;

import dev.larkspur.adapters.feishu.Remedy;
import dev.larkspur.application.authorization.port.ConsentRequests.Begun;
import dev.larkspur.application.checkup.port.Finding.Failed;
import dev.larkspur.application.checkup.port.Finding.Good;
import dev.larkspur.application.checkup.port.Finding.Outcome;
import dev.larkspur.domain.authorization.FailureReason;

/** The way on which people consent: a device code is given out. Nobody is shown it. */
final class DeviceGrantCheck implements Check {
  @Override
  public String name() {
    return "device grant";
  }

  @Override
  public Outcome on(Patient patient) {
    return switch (patient.deviceCode()) {
      case Begun.Ready _ -> new Good("device codes are given out; this one ends by itself");
      case Begun.Refused(var reason, var error) ->
          reason == FailureReason.SCOPES_REFUSED
              ? new Good("it answers, but not for these scopes")
              : new Failed("no device code is given out", Remedy.of(error), error);
    };
  }
}
