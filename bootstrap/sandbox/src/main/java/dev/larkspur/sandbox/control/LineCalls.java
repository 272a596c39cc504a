package dev.larkspur.sandbox.control;

import dev.larkspur.sandbox.transport.Connections;
import dev.larkspur.sandbox.web.Answers;
import dev.larkspur.sandbox.world.Json;
import io.javalin.Javalin;
import io.javalin.http.Context;
import java.util.function.IntConsumer;

/** The app's long connections by HTTP: all of them, one by its place, or any one. */
final class LineCalls {
  private final Connections connections;

  LineCalls(Connections connections) {
    this.connections = connections;
  }

  void routes(Javalin web) {
    web.get("/sandbox/connections", this::tell);
    web.post(
        "/sandbox/connections/close", ctx -> each(ctx, connections::closeAll, connections::close));
    web.post(
        "/sandbox/connections/drop", ctx -> each(ctx, connections::dropAll, connections::drop));
    web.post(
        "/sandbox/connections/half-open",
        ctx -> each(ctx, connections::halfOpenAll, connections::halfOpen));
    web.post("/sandbox/connections/seed", this::seed);
  }

  private void tell(Context ctx) {
    var words = connections.lastWords();
    Answers.json(
        ctx,
        200,
        Json.object()
            .put("open", connections.count())
            .put("closing", connections.closing())
            .put("pushed_to_closing", words.pushedToClosing())
            .put("answered_of_these", words.answeredOfThese())
            .put("unanswered_before_close", words.unansweredBeforeClose()));
  }

  /** Without a body all are meant; {@code index} is a place, the oldest having 0, or "any". */
  private void each(Context ctx, Runnable all, IntConsumer one) {
    if (ctx.body().isEmpty()) {
      all.run();
    } else {
      var index = Json.readObject(ctx.body()).path("index");
      if (!index.isInt() && !index.asText().equals("any")) {
        throw new IllegalArgumentException("index is a number or \"any\"");
      }
      one.accept(index.isInt() ? index.asInt() : connections.anyIndex());
    }
    ctx.status(204);
  }

  private void seed(Context ctx) {
    var seed = Json.readObject(ctx.body()).path("seed");
    if (!seed.isIntegralNumber()) {
      throw new IllegalArgumentException("seed must be a whole number");
    }
    connections.seed(seed.asLong());
    ctx.status(204);
  }
}
