package dev.larkspur.sandbox.control;

import com.fasterxml.jackson.databind.JsonNode;
import dev.larkspur.sandbox.world.ConsentFaults.DevicePage;
import dev.larkspur.sandbox.world.Faults;
import dev.larkspur.sandbox.world.Faults.Refusal;
import dev.larkspur.sandbox.world.RefreshFaults;
import dev.larkspur.sandbox.world.RefreshFaults.How;
import java.time.Duration;
import java.util.List;

/** How the platform misbehaves. */
final class FaultKnobs {
  private FaultKnobs() {}

  static List<Knob> of(Faults faults) {
    return List.of(
        new Knob(
            "click_type",
            "clicks come as frames of type event or card",
            "\"card\"",
            to -> faults.clicksArriveAs(to.asText())),
        new Knob(
            "cut",
            "messages come in parts, the last one first if reversed",
            "{\"parts\":3,\"reversed\":true}",
            to -> faults.cutMessages(to.path("parts").asInt(1), to.path("reversed").asBoolean())),
        new Knob(
            "deliver_twice",
            "every message comes twice",
            "true",
            to -> faults.deliverTwice(to.asBoolean())),
        new Knob(
            "mute_pongs",
            "the line looks alive, but pings stay unanswered",
            "true",
            to -> faults.mutePongs(to.asBoolean())),
        new Knob(
            "refuse_handshakes",
            "forbidden, auth_failed, too_many_connections, busy; status is the HTTP one",
            "{\"times\":3,\"how\":\"auth_failed\",\"status\":400}",
            to ->
                faults.refuseHandshakes(
                    Knob.times(to),
                    Knob.choice(Refusal.class, to.path("how")),
                    to.path("status").asInt(0))),
        new Knob(
            "bootstrap",
            "the app is not told where to connect, but this code",
            "{\"times\":1,\"code\":1000040343}",
            to -> faults.bootstrapAnswers(Knob.times(to), to.path("code").asLong(1))),
        new Knob(
            "pause_parts",
            "the parts of a message come with a pause between them",
            "{\"ms\":50}",
            to -> faults.line().pauseBetweenParts(Knob.millis(to, "ms"))),
        new Knob(
            "delay_pongs",
            "pings are answered late",
            "{\"ms\":3000}",
            to -> faults.line().delayPongs(Knob.millis(to, "ms"))),
        new Knob(
            "linger_on_close",
            "an app's goodbye is answered late; with push, clicks still go to that line",
            "{\"ms\":2000,\"push\":true}",
            to -> faults.line().lingerOnClose(Knob.millis(to, "ms"), to.path("push").asBoolean())),
        new Knob(
            "answer",
            "this answer instead of the real one; nothing is carried out",
            "{\"path\":\"/oauth/v3/token\",\"times\":1,\"status\":503,\"body\":{\"code\":20072}}",
            to -> answer(faults, to)),
        new Knob(
            "lose_answers",
            "carried out, but the line drops before the answer",
            "{\"path\":\"/oauth/v1/revoke\",\"times\":1}",
            to -> faults.loseAnswers(to.path("path").asText(), Knob.times(to))),
        new Knob(
            "refresh",
            "refreshes go wrong: the next so many, or a share of all",
            "{\"how\":\"commit_then_drop\",\"times\":2}",
            to -> refresh(faults.refresh(), to)),
        new Knob(
            "withhold_refresh_tokens",
            "no refresh token comes back",
            "true",
            to -> faults.withholdRefreshTokens(to.asBoolean())),
        new Knob(
            "revoking_ends_the_family",
            "revoking one token ends all of the same consent",
            "true",
            to -> faults.revokingEndsTheFamily(to.asBoolean())),
        new Knob(
            "device_page",
            "the page of the device grant is malformed (20001), missing (404), or works",
            "\"malformed\"",
            to -> faults.consent().devicePage(Knob.choice(DevicePage.class, to))));
  }

  private static void answer(Faults faults, JsonNode to) {
    var body = to.path("body");
    faults.answer(
        to.path("path").asText(),
        Knob.times(to),
        to.path("status").asInt(500),
        body.isTextual() ? body.asText() : body.toString());
  }

  private static void refresh(RefreshFaults faults, JsonNode to) {
    if (to.has("seed")) {
      faults.seed(to.path("seed").asLong());
    }
    var how = Knob.choice(How.class, to.path("how"));
    var delay = Duration.ofMillis(Math.round(to.path("seconds").asDouble(1) * 1000));
    if (to.has("share")) {
      faults.share(to.path("share").asDouble(Double.NaN), how, delay);
    } else {
      faults.next(Knob.times(to), how, delay);
    }
  }
}
