package dev.larkspur.adapters.feishu.doctor;

import dev.larkspur.adapters.feishu.Remedy;
import dev.larkspur.application.authorization.port.ConsentRequests.Begun;
import dev.larkspur.application.checkup.port.Finding.Failed;
import dev.larkspur.application.checkup.port.Finding.Good;
import dev.larkspur.application.checkup.port.Finding.Outcome;
import dev.larkspur.application.checkup.port.Finding.Skipped;
import dev.larkspur.domain.authorization.FailureReason;
import dev.larkspur.domain.token.PlatformError;
import dev.larkspur.domain.token.Scopes;

/** What people are asked for by default is enabled. */
final class ScopesCheck implements Check {
  @Override
  public String name() {
    return "scopes";
  }

  @Override
  public Outcome on(Patient patient) {
    return switch (patient.deviceCode()) {
      case Begun.Ready _ -> new Good("enabled: " + patient.app().scopes());
      case Begun.Refused(var reason, var error) ->
          reason == FailureReason.SCOPES_REFUSED
              ? refused(patient, error)
              : new Skipped("not known before the device grant works", "");
    };
  }

  /** The refusal names none of them. */
  private static Outcome refused(Patient patient, PlatformError error) {
    var missing = missing(patient);
    return new Failed(
        missing.isEmpty()
            ? "refused together, although each is enabled: " + patient.app().scopes()
            : "not enabled, or not in the published version: " + missing,
        Remedy.PEOPLES_SCOPES.words(),
        error);
  }

  private static Scopes missing(Patient patient) {
    return patient.application() instanceof Reply.Told(var json)
        ? Scopes.of(AppSettingsSeen.of(json).scopes("user")).missingFrom(patient.app().scopes())
        : refusedOneByOne(patient);
  }

  /** Where the app may not see its settings; at most as many questions as there are scopes. */
  private static Scopes refusedOneByOne(Patient patient) {
    var devices = patient.ways().devices();
    var id = patient.app().id();
    return Scopes.of(
        patient.app().scopes().names().stream()
            .filter(
                scope ->
                    devices.begin(id, Scopes.of(scope)) instanceof Begun.Refused(var reason, var _)
                        && reason == FailureReason.SCOPES_REFUSED)
            .toList());
  }
}
