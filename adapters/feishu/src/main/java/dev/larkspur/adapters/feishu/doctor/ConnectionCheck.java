package dev.larkspur.adapters.feishu.doctor;

import dev.larkspur.adapters.feishu.Remedy;
import dev.larkspur.adapters.feishu.event.BriefConnection;
import dev.larkspur.adapters.feishu.event.BriefConnection.Met;
import dev.larkspur.application.checkup.port.Finding.Failed;
import dev.larkspur.application.checkup.port.Finding.Good;
import dev.larkspur.application.checkup.port.Finding.Outcome;

/** A long connection comes about. */
final class ConnectionCheck implements Check {
  private static final String NETWORK =
      "Try again; if it stays, see whether this machine reaches the platform by WSS (proxy,"
          + " firewall)";

  @Override
  public String name() {
    return "connection";
  }

  @Override
  public Outcome on(Patient patient) {
    return switch (BriefConnection.with(patient.app())) {
      case Met.Answered() -> new Good("a long connection stood, and was closed again");
      case Met.Silent(var why) -> new Failed("the connection stood: " + why, NETWORK, null);
      case Met.NotConnected(var why, var said) ->
          said == null
              ? new Failed(why, NETWORK, null)
              : new Failed("no connection", Remedy.of(said), said);
    };
  }
}
