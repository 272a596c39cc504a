package dev.larkspur.sandbox.transport;

import dev.larkspur.sandbox.transport.Frame.Header;
import dev.larkspur.sandbox.world.Faults;
import io.javalin.websocket.WsBinaryMessageContext;
import io.javalin.websocket.WsCloseContext;
import io.javalin.websocket.WsConfig;
import io.javalin.websocket.WsConnectContext;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What happens on an open line: pings are answered, acknowledgements passed on. */
final class LongConnection {
  private static final Logger LOG = LoggerFactory.getLogger(LongConnection.class);

  private static final int NO_CLOSE_CAME = 1006;

  private final Connections connections;
  private final Deliveries deliveries;
  private final ClientConfig config;
  private final Faults faults;

  LongConnection(
      Connections connections, Deliveries deliveries, ClientConfig config, Faults faults) {
    this.connections = connections;
    this.deliveries = deliveries;
    this.config = config;
    this.faults = faults;
  }

  void on(WsConfig ws) {
    ws.onConnect(this::opened);
    ws.onBinaryMessage(this::received);
    ws.onClose(this::closed);
    ws.onError(ctx -> connections.remove(ctx.sessionId()));
  }

  private void opened(WsConnectContext ctx) {
    var service = ctx.queryParam("service_id");
    var number = service == null ? 0 : Integer.parseInt(service);
    connections.add(ctx.sessionId(), new Connection(ctx.session, number));
  }

  /** Jetty acknowledges the app's Close when this returns, and reads nothing in the meantime. */
  private void closed(WsCloseContext ctx) {
    if (ctx.status() != NO_CLOSE_CAME) {
      connections.get(ctx.sessionId()).ifPresent(this::linger);
    }
    connections.remove(ctx.sessionId());
  }

  private void linger(Connection line) {
    var linger = faults.line().linger();
    line.saidGoodbye(faults.line().pushesToClosing());
    if (linger.isPositive() && !line.isEndedWithin(linger)) {
      LOG.debug("A Close is acknowledged after {}", linger);
    }
  }

  private void received(WsBinaryMessageContext ctx) throws IOException {
    var bytes = Arrays.copyOfRange(ctx.data(), ctx.offset(), ctx.offset() + ctx.length());
    try {
      var frame = FrameCodec.decode(bytes);
      if (frame.isPing()) {
        answerPing(ctx.sessionId(), frame);
      } else if (frame.method() == Frame.DATA) {
        deliveries.acknowledged(frame);
      }
    } catch (BadFrame e) {
      LOG.warn("An app sent {} bytes that are no frame: {}", bytes.length, e.getMessage());
      ctx.closeSession(1002, "not a frame");
    }
  }

  private void answerPing(String sessionId, Frame ping) throws IOException {
    if (faults.pongsMuted()) {
      return;
    }
    var delay = faults.line().pongDelay();
    if (delay.isPositive()) {
      Thread.startVirtualThread(() -> answerLate(sessionId, ping, delay));
    } else {
      pong(sessionId, ping);
    }
  }

  private void answerLate(String sessionId, Frame ping, Duration delay) {
    try {
      Thread.sleep(delay);
      pong(sessionId, ping);
    } catch (IOException e) {
      LOG.debug("The line was gone when its pong was due");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void pong(String sessionId, Frame ping) throws IOException {
    var connection = connections.get(sessionId);
    if (connection.isPresent()) {
      connection
          .get()
          .send(
              new Frame(
                  ping.seqId(),
                  ping.logId(),
                  ping.service(),
                  Frame.CONTROL,
                  List.of(new Header("type", "pong")),
                  Payload.of(config.toJson().toString())));
    }
  }
}
