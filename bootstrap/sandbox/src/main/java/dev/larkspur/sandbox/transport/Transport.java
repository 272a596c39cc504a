package dev.larkspur.sandbox.transport;

import dev.larkspur.sandbox.world.Faults;
import dev.larkspur.sandbox.world.SampleApp;
import dev.larkspur.sandbox.world.SandboxClock;
import dev.larkspur.sandbox.world.Secrets;
import io.javalin.Javalin;
import java.time.Duration;

/** The long connection as one piece. */
public final class Transport {
  private static final int RECONNECT_WITHOUT_END = -1;

  /**
   * How the platform keeps its lines.
   *
   * @param reconnectInterval between two tries of a client to connect again
   * @param reconnectNonce the longest that a client draws by lot before its first try
   * @param strictAcks whether LogIDs must come back in all 64 bits
   * @param ackWithin how long an app may take to answer
   * @param mostConnections of one app; the next is refused
   */
  public record Settings(
      Duration pingInterval,
      Duration reconnectInterval,
      Duration reconnectNonce,
      boolean strictAcks,
      Duration ackWithin,
      int mostConnections) {}

  private final Connections connections = new Connections();
  private final Deliveries deliveries;
  private final Events events;
  private final BootstrapEndpoint bootstrap;
  private final Handshake handshake;
  private final LongConnection line;

  public Transport(
      SampleApp app, SandboxClock clock, Secrets secrets, Faults faults, Settings settings) {
    var config =
        new ClientConfig(
            RECONNECT_WITHOUT_END,
            settings.reconnectInterval(),
            settings.reconnectNonce(),
            settings.pingInterval());
    var tickets = new Tickets(secrets);
    var check = new AckCheck(settings.strictAcks());
    deliveries = new Deliveries(connections, faults, clock, secrets, check, settings.ackWithin());
    events = new Events(app, clock, secrets, deliveries);
    bootstrap = new BootstrapEndpoint(app, tickets, config);
    handshake = new Handshake(tickets, connections, faults, settings.mostConnections());
    line = new LongConnection(connections, deliveries, config, faults);
  }

  public void routes(Javalin app) {
    app.post("/callback/ws/endpoint", bootstrap::handle);
    app.wsBeforeUpgrade("/ws/v2", handshake::check);
    app.ws("/ws/v2", line::on);
  }

  public Connections connections() {
    return connections;
  }

  public Deliveries deliveries() {
    return deliveries;
  }

  public Events events() {
    return events;
  }
}
