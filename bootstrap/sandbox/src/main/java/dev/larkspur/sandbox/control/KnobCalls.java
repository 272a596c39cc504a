package dev.larkspur.sandbox.control;

import com.fasterxml.jackson.databind.JsonNode;
import dev.larkspur.sandbox.web.Answers;
import dev.larkspur.sandbox.world.Faults;
import dev.larkspur.sandbox.world.Faults.Refusal;
import dev.larkspur.sandbox.world.Journal;
import dev.larkspur.sandbox.world.Json;
import dev.larkspur.sandbox.world.RefreshFaults;
import dev.larkspur.sandbox.world.RefreshFaults.How;
import dev.larkspur.sandbox.world.SandboxClock;
import io.javalin.Javalin;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.Locale;

/** Time, faults and the journal by HTTP. */
final class KnobCalls {
  private final SandboxClock clock;
  private final Faults faults;
  private final Journal journal;

  KnobCalls(SandboxClock clock, Faults faults, Journal journal) {
    this.clock = clock;
    this.faults = faults;
    this.journal = journal;
  }

  void routes(Javalin web) {
    web.get("/sandbox/clock", this::time);
    web.post("/sandbox/clock/advance", this::advance);
    web.post("/sandbox/faults", this::set);
    web.delete("/sandbox/faults", this::reset);
    web.get("/sandbox/journal", this::journal);
  }

  private void time(Context ctx) {
    Answers.json(
        ctx,
        200,
        Json.object()
            .put("now", clock.instant().toString())
            .put("ahead_seconds", clock.ahead().toSeconds()));
  }

  private void advance(Context ctx) {
    var seconds = Json.readObject(ctx.body()).path("seconds");
    if (!seconds.isIntegralNumber()) {
      throw new IllegalArgumentException("seconds must be a whole number");
    }
    clock.advance(Duration.ofSeconds(seconds.asLong()));
    time(ctx);
  }

  private void set(Context ctx) {
    for (var knob : Json.readObject(ctx.body()).properties()) {
      set(knob.getKey(), knob.getValue());
    }
    Answers.json(ctx, 200, Json.object().put("set", true));
  }

  private void set(String knob, JsonNode to) {
    switch (knob) {
      case "click_type" -> faults.clicksArriveAs(to.asText());
      case "cut" -> faults.cutMessages(to.path("parts").asInt(1), to.path("reversed").asBoolean());
      case "pause_parts" -> faults.line().pauseBetweenParts(millis(to, "ms"));
      case "deliver_twice" -> faults.deliverTwice(to.asBoolean());
      case "mute_pongs" -> faults.mutePongs(to.asBoolean());
      case "refuse_handshakes" ->
          faults.refuseHandshakes(
              times(to),
              Refusal.valueOf(to.path("how").asText().toUpperCase(Locale.ROOT)),
              to.path("status").asInt(0));
      case "bootstrap" -> faults.bootstrapAnswers(times(to), to.path("code").asLong(1));
      case "delay_pongs" -> faults.line().delayPongs(millis(to, "ms"));
      case "linger_on_close" ->
          faults.line().lingerOnClose(millis(to, "ms"), to.path("push").asBoolean());
      case "answer" ->
          faults.answer(
              to.path("path").asText(),
              times(to),
              to.path("status").asInt(500),
              to.path("body").isTextual() ? to.path("body").asText() : to.path("body").toString());
      case "lose_answers" -> faults.loseAnswers(to.path("path").asText(), times(to));
      case "withhold_refresh_tokens" -> faults.withholdRefreshTokens(to.asBoolean());
      case "refresh" -> refresh(faults.refresh(), to);
      case "revoking_ends_the_family" -> faults.revokingEndsTheFamily(to.asBoolean());
      default -> throw new IllegalArgumentException("there is no knob called " + knob);
    }
  }

  private static void refresh(RefreshFaults faults, JsonNode to) {
    if (to.has("seed")) {
      faults.seed(to.path("seed").asLong());
    }
    var how = How.valueOf(to.path("how").asText().toUpperCase(Locale.ROOT));
    var delay = Duration.ofMillis(Math.round(to.path("seconds").asDouble(1) * 1000));
    if (to.has("share")) {
      faults.share(to.path("share").asDouble(Double.NaN), how, delay);
    } else {
      faults.next(times(to), how, delay);
    }
  }

  private static Duration millis(JsonNode to, String name) {
    if (!to.path(name).isIntegralNumber()) {
      throw new IllegalArgumentException(name + " must be a whole number");
    }
    return Duration.ofMillis(to.path(name).asLong());
  }

  private static int times(JsonNode to) {
    return to.path("times").asInt(1);
  }

  private void reset(Context ctx) {
    faults.reset();
    ctx.status(204);
  }

  /** Without queries, headers and bodies: those carry secrets. */
  private void journal(Context ctx) {
    var body = Json.object();
    var list = body.putArray("requests");
    for (var entry : journal.entries()) {
      list.addObject()
          .put("at", entry.at().toString())
          .put("method", entry.method())
          .put("path", entry.path())
          .put("status", entry.status())
          .put("took_ms", entry.took().toMillis())
          .put("log_id", entry.logId());
    }
    Answers.json(ctx, 200, body);
  }
}
