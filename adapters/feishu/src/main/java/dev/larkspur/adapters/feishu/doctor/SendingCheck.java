package dev.larkspur.adapters.feishu.doctor;

import dev.larkspur.adapters.feishu.Remedy;
import dev.larkspur.application.checkup.port.Finding.Failed;
import dev.larkspur.application.checkup.port.Finding.Good;
import dev.larkspur.application.checkup.port.Finding.Outcome;
import dev.larkspur.application.checkup.port.Finding.Skipped;
import java.util.Set;

/** The app itself may send messages. */
final class SendingCheck implements Check {
  private static final Set<String> ONE_OF = Set.of("im:message", "im:message:send_as_bot");

  @Override
  public String name() {
    return "sending";
  }

  @Override
  public Outcome on(Patient patient) {
    return switch (patient.application()) {
      case Reply.Told(var json) ->
          AppSettingsSeen.of(json).scopes("tenant").stream().anyMatch(ONE_OF::contains)
              ? new Good("the app may send messages")
              : new Failed(
                  "the scope im:message:send_as_bot is not enabled",
                  Remedy.SENDING_SCOPE.words(),
                  null);
      case Reply.Refused _ ->
          new Skipped(
              "the app may not see its settings; a test card (--to) shows it too",
              Remedy.SELF_MANAGE.words());
      case Reply.NotAsked() -> new Skipped("not asked, since the secret is not taken", "");
    };
  }
}
