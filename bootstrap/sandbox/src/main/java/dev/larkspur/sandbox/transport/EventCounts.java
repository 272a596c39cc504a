package dev.larkspur.sandbox.transport;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.larkspur.sandbox.world.Json;

/**
 * What became of events so far; card callbacks are not among them.
 *
 * @param published each counted once
 * @param acknowledged well and in time, at whatever attempt
 * @param redelivered attempts after the first
 * @param waiting for their next attempt
 * @param givenUp after the last attempt
 */
public record EventCounts(
    long published, long acknowledged, long redelivered, long waiting, long givenUp) {

  public ObjectNode toJson() {
    return Json.object()
        .put("published", published)
        .put("acknowledged", acknowledged)
        .put("redelivered", redelivered)
        .put("waiting", waiting)
        .put("given_up", givenUp);
  }
}
