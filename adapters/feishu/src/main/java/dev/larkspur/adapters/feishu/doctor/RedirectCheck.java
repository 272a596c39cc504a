package dev.larkspur.adapters.feishu.doctor;

import dev.larkspur.adapters.feishu.Remedy;
import dev.larkspur.application.checkup.port.Finding.Failed;
import dev.larkspur.application.checkup.port.Finding.Good;
import dev.larkspur.application.checkup.port.Finding.Outcome;
import dev.larkspur.application.checkup.port.Finding.Skipped;
import java.util.Optional;
import java.util.Set;

/** Where browsers come back to is registered, to the letter; if they are sent off at all. */
final class RedirectCheck implements Check {
  @Override
  public String name() {
    return "redirect url";
  }

  @Override
  public Outcome on(Patient patient) {
    var ours = patient.app().redirectUrl();
    if (ours == null) {
      return new Skipped("no links that come back are offered: LARKSPUR_FEISHU_REDIRECT_URL", "");
    }
    return switch (patient.application()) {
      case Reply.Told(var json) -> judged(ours, AppSettingsSeen.of(json).redirectUrls());
      case Reply.Refused _ ->
          new Skipped(
              "the app may not see its settings. Look at it: " + Remedy.REDIRECT_URL.menu(),
              Remedy.SELF_MANAGE.words());
      case Reply.NotAsked() -> new Skipped("not asked, since the secret is not taken", "");
    };
  }

  private static Outcome judged(String ours, Optional<Set<String>> registered) {
    if (registered.isEmpty()) {
      return new Skipped(
          "the platform does not tell of redirect URLs. Look at it: " + Remedy.REDIRECT_URL.menu(),
          "");
    }
    return registered.get().contains(ours)
        ? new Good(ours + " is registered")
        : new Failed(
            ours + " is not among the registered: people would be refused (20029, 20071)",
            Remedy.REDIRECT_URL.words(),
            null);
  }
}
