package dev.larkspur.sandbox.control;

import dev.larkspur.sandbox.transport.Events;
import dev.larkspur.sandbox.web.Answers;
import dev.larkspur.sandbox.world.Json;
import io.javalin.Javalin;
import io.javalin.http.Context;

/** Events for the app by HTTP: published and counted. */
public final class EventCalls {
  private final Events events;

  public EventCalls(Events events) {
    this.events = events;
  }

  public void routes(Javalin web) {
    web.post("/sandbox/app-events", this::publish);
    web.get("/sandbox/app-events", ctx -> Answers.json(ctx, 200, events.counts().toJson()));
  }

  private void publish(Context ctx) {
    var body = Json.readObject(ctx.body());
    var type = body.path("event_type").asText("");
    if (type.isEmpty() || !body.path("event").isObject()) {
      throw new IllegalArgumentException("event_type or event is missing");
    }
    var event = events.make(type, body.path("event"));
    events.publish(event);
    Answers.json(ctx, 202, Json.object().put("event_id", event.at("/header/event_id").asText()));
  }
}
