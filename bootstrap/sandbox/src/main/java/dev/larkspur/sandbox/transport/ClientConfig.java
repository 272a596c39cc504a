package dev.larkspur.sandbox.transport;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.larkspur.sandbox.world.Json;
import java.time.Duration;

/** How the platform wants its clients to behave; sent at bootstrap and with each pong. */
record ClientConfig(
    int reconnectCount,
    Duration reconnectInterval,
    Duration reconnectNonce,
    Duration pingInterval) {

  ObjectNode toJson() {
    return Json.object()
        .put("ReconnectCount", reconnectCount)
        .put("ReconnectInterval", reconnectInterval.toSeconds())
        .put("ReconnectNonce", reconnectNonce.toSeconds())
        .put("PingInterval", pingInterval.toSeconds());
  }
}
