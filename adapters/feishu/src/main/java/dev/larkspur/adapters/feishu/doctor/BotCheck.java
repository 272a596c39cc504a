package dev.larkspur.adapters.feishu.doctor;

import dev.larkspur.adapters.feishu.Remedy;
import dev.larkspur.application.checkup.port.Finding.Failed;
import dev.larkspur.application.checkup.port.Finding.Good;
import dev.larkspur.application.checkup.port.Finding.Outcome;
import dev.larkspur.application.checkup.port.Finding.Skipped;

/** The app is in use in the company, and has a bot: who sends the cards. */
final class BotCheck implements Check {
  @Override
  public String name() {
    return "bot";
  }

  @Override
  public Outcome on(Patient patient) {
    return switch (patient.bot()) {
      case Reply.Told _ -> new Good("the app is in use and has a bot");
      case Reply.Refused(var error) ->
          new Failed("the app cannot speak as a bot", Remedy.of(error), error);
      case Reply.NotAsked() -> new Skipped("not asked, since the secret is not taken", "");
    };
  }
}
