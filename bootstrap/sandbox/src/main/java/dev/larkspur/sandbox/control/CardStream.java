package dev.larkspur.sandbox.control;

import dev.larkspur.sandbox.chat.Chats;
import dev.larkspur.sandbox.chat.ShownCard;
import dev.larkspur.sandbox.transport.Connections;
import dev.larkspur.sandbox.world.Json;
import io.javalin.Javalin;
import io.javalin.http.sse.SseClient;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Tells open chat pages at once which card is new or has changed. */
final class CardStream {
  private static final Duration HEARTBEAT = Duration.ofSeconds(10);

  private final Connections connections;
  private final Set<SseClient> pages = ConcurrentHashMap.newKeySet();

  CardStream(Chats chats, Connections connections) {
    this.connections = connections;
    chats.watch(this::tell);
    connections.watch(this::tell);
  }

  void routes(Javalin web) {
    web.sse("/sandbox/events", this::open);
  }

  private void open(SseClient page) {
    page.keepAlive();
    page.onClose(() -> pages.remove(page));
    pages.add(page);
    Thread.startVirtualThread(() -> keepAwake(page));
    page.sendEvent("connections", Json.object().put("open", connections.count()).toString());
  }

  /** A stream that says nothing is taken for dead by whatever lies between. */
  private static void keepAwake(SseClient page) {
    try {
      while (!page.terminated()) {
        Thread.sleep(HEARTBEAT);
        page.sendComment("still here");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void tell(ShownCard card) {
    send(
        "card",
        Json.object()
            .put("message_id", card.messageId())
            .put("open_id", card.openId())
            .put("revision", card.revision())
            .toString());
  }

  private void tell(int open) {
    send("connections", Json.object().put("open", open).toString());
  }

  private void send(String event, String data) {
    pages.forEach(page -> page.sendEvent(event, data));
  }
}
