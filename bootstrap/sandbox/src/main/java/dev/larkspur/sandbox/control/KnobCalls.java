package dev.larkspur.sandbox.control;

import dev.larkspur.sandbox.web.Answers;
import dev.larkspur.sandbox.world.Journal;
import dev.larkspur.sandbox.world.Json;
import dev.larkspur.sandbox.world.SandboxClock;
import io.javalin.Javalin;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.List;

/** Time, faults and the journal by HTTP. */
final class KnobCalls {
  private final SandboxClock clock;
  private final List<Knob> knobs;
  private final Runnable reset;
  private final Journal journal;

  KnobCalls(SandboxClock clock, List<Knob> knobs, Runnable reset, Journal journal) {
    this.clock = clock;
    this.knobs = List.copyOf(knobs);
    this.reset = reset;
    this.journal = journal;
  }

  void routes(Javalin web) {
    web.get("/sandbox/clock", this::time);
    web.post("/sandbox/clock/advance", this::advance);
    web.get("/sandbox/faults", this::list);
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
      knob(knob.getKey()).set().accept(knob.getValue());
    }
    Answers.json(ctx, 200, Json.object().put("set", true));
  }

  private Knob knob(String name) {
    return knobs.stream()
        .filter(knob -> knob.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("there is no knob called " + name));
  }

  /** All that there is to set, to be shown. */
  private void list(Context ctx) {
    var body = Json.object();
    var list = body.putArray("knobs");
    for (var knob : knobs) {
      list.addObject()
          .put("name", knob.name())
          .put("does", knob.does())
          .put("example", knob.example());
    }
    Answers.json(ctx, 200, body);
  }

  private void reset(Context ctx) {
    reset.run();
    ctx.status(204);
  }

  /** Oldest first, without queries, headers and bodies: those carry secrets. */
  private void journal(Context ctx) {
    var body = Json.object();
    var list = body.putArray("requests");
    for (var entry : newest(ctx)) {
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

  private List<Journal.Entry> newest(Context ctx) {
    var all = journal.entries();
    var wanted = ctx.queryParamAsClass("newest", Integer.class).getOrDefault(all.size());
    return all.subList(Math.max(0, all.size() - wanted), all.size());
  }
}
