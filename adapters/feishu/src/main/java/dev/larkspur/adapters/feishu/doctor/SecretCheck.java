package dev.larkspur.adapters.feishu.doctor;

import dev.larkspur.adapters.feishu.Remedy;
import dev.larkspur.adapters.feishu.TenantToken.Asked;
import dev.larkspur.application.checkup.port.Finding.Failed;
import dev.larkspur.application.checkup.port.Finding.Good;
import dev.larkspur.application.checkup.port.Finding.Outcome;

/** App id and secret: a tenant token is given out for them. */
final class SecretCheck implements Check {
  @Override
  public String name() {
    return "secret";
  }

  @Override
  public Outcome on(Patient patient) {
    return switch (patient.tenantToken()) {
      case Asked.Have _ -> new Good("the platform knows the app and its secret");
      case Asked.Refused(var answer) ->
          new Failed(
              "the platform does not take app id and secret",
              Remedy.of(answer.error()),
              answer.error());
    };
  }
}
