package dev.larkspur.adapters.feishu.doctor;

import dev.larkspur.adapters.feishu.Remedy;
import dev.larkspur.adapters.feishu.card.TestCard;
import dev.larkspur.application.authorization.port.Cards;
import dev.larkspur.application.checkup.port.Finding.Doubtful;
import dev.larkspur.application.checkup.port.Finding.Failed;
import dev.larkspur.application.checkup.port.Finding.Good;
import dev.larkspur.application.checkup.port.Finding.Outcome;
import dev.larkspur.application.checkup.port.Finding.Skipped;
import dev.larkspur.domain.identity.OpenId;
import dev.larkspur.domain.token.PlatformError;

/** A person can be written to: a card is sent and taken back. Only if a person is named. */
final class AvailabilityCheck implements Check {
  @Override
  public String name() {
    return "availability";
  }

  @Override
  public Outcome on(Patient patient) {
    var to = patient.to();
    return to == null
        ? new Skipped(
            "nobody was written to",
            "Name somebody: --to ou_… sends them a test card and takes it back")
        : judged(patient, to, TestCard.send(patient.app(), to));
  }

  private static Outcome judged(Patient patient, OpenId to, Cards.Outcome sent) {
    return switch (sent) {
      case Cards.Outcome.Shown shown -> takenBack(to, TestCard.takeBack(patient.app(), shown));
      case Cards.Outcome.TryLater(_, var error) ->
          new Failed("the card was not taken for now", Remedy.of(error), error);
      case Cards.Outcome.Undeliverable(var error) ->
          new Failed("no card reaches " + to, Remedy.of(error), error);
    };
  }

  private static Outcome takenBack(OpenId to, Cards.Outcome done) {
    return switch (done) {
      case Cards.Outcome.Shown _ -> new Good("a test card reached " + to + " and was taken back");
      case Cards.Outcome.TryLater(_, var error) -> left(to, error);
      case Cards.Outcome.Undeliverable(var error) -> left(to, error);
    };
  }

  private static Outcome left(OpenId to, PlatformError error) {
    return new Doubtful(
        "a test card reached " + to + " but could not be taken back: " + error, Remedy.of(error));
  }
}
