package dev.larkspur.adapters.feishu.doctor;

import dev.larkspur.adapters.feishu.Remedy;
import dev.larkspur.application.checkup.port.Finding.Doubtful;
import dev.larkspur.application.checkup.port.Finding.Failed;
import dev.larkspur.application.checkup.port.Finding.Good;
import dev.larkspur.application.checkup.port.Finding.Outcome;
import dev.larkspur.application.checkup.port.Finding.Skipped;

/** Presses of buttons are to come the way on which Larkspur listens. */
final class CallbacksCheck implements Check {
  private static final String PRESS = "card.action.trigger";
  private static final String LONG_CONNECTION = "websocket";

  @Override
  public String name() {
    return "callbacks";
  }

  @Override
  public Outcome on(Patient patient) {
    return switch (patient.application()) {
      case Reply.Told(var json) ->
          judged(AppSettingsSeen.of(json), patient.app().encryptKey() != null);
      case Reply.Refused _ ->
          new Skipped(
              "the app may not see its settings. Look at it: " + Remedy.CALLBACKS.menu(),
              Remedy.SELF_MANAGE.words());
      case Reply.NotAsked() -> new Skipped("not asked, since the secret is not taken", "");
    };
  }

  private static Outcome judged(AppSettingsSeen seen, boolean takesHttp) {
    var mode = seen.callbackMode().orElse("");
    var events = seen.eventMode().orElse("");
    if (mode.isEmpty() && events.isEmpty()) {
      return new Doubtful(
          "the platform tells of no way for callbacks or events: unset, or not told",
          Remedy.CALLBACKS.words());
    }
    if (mode.isEmpty()) {
      return failed("how callbacks come is not set: presses would show error 200340");
    }
    if (!mode.equals(LONG_CONNECTION) && !takesHttp) {
      return failed("callbacks go to a server, and no Encrypt Key is set for that here");
    }
    if (!seen.hasCallback(PRESS)) {
      return failed("the callback " + PRESS + " is not subscribed to");
    }
    if (events.isEmpty()) {
      return new Doubtful("callbacks come, but how events come is not set", Remedy.EVENTS.words());
    }
    return new Good(
        mode.equals(LONG_CONNECTION)
            ? "presses come over the long connection"
            : "presses come by HTTP, for which there is an Encrypt Key");
  }

  private static Outcome failed(String what) {
    return new Failed(what, Remedy.CALLBACKS.words(), null);
  }
}
