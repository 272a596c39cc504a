package dev.larkspur.sandbox.transport;

import com.fasterxml.jackson.databind.JsonNode;
import dev.larkspur.sandbox.transport.Delivered.Outcome;
import dev.larkspur.sandbox.transport.Frame.Header;
import dev.larkspur.sandbox.world.Faults;
import dev.larkspur.sandbox.world.SandboxClock;
import dev.larkspur.sandbox.world.Secrets;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/** Sends messages to the app, each to one of its connections, and waits for the acknowledgement. */
public final class Deliveries {
  private final Connections connections;
  private final Faults faults;
  private final SandboxClock clock;
  private final Secrets secrets;
  private final AckCheck check;
  private final Duration patience;
  private final AtomicLong sequence = new AtomicLong();
  private final Map<String, CompletableFuture<Frame>> waiting = new ConcurrentHashMap<>();

  Deliveries(
      Connections connections,
      Faults faults,
      SandboxClock clock,
      Secrets secrets,
      AckCheck check,
      Duration patience) {
    this.connections = connections;
    this.faults = faults;
    this.clock = clock;
    this.secrets = secrets;
    this.check = check;
    this.patience = patience;
  }

  /** Sends and waits, in real time, as long as the platform would. */
  public Delivered deliver(JsonNode message, String type) {
    var connection = connections.any();
    if (connection.isEmpty()) {
      return Delivered.failed(
          Outcome.NOT_CONNECTED, "the app has no long connection", Duration.ZERO);
    }
    if (faults.deliveredTwice()) {
      Thread.startVirtualThread(
          () -> once(connections.any().orElse(connection.get()), message, type));
    }
    return once(connection.get(), message, type);
  }

  /** Sends bytes that need not be a frame. */
  public void pushRaw(byte[] bytes) {
    connections
        .any()
        .ifPresent(
            line -> {
              try {
                line.send(bytes);
              } catch (IOException e) {
                throw new IllegalStateException("sending over the long connection", e);
              }
            });
  }

  void acknowledged(Frame ack) {
    ack.header("message_id").map(waiting::get).ifPresent(future -> future.complete(ack));
  }

  private Delivered once(Connection connection, JsonNode message, String type) {
    var id = UUID.randomUUID().toString();
    var parts = parts(connection.serviceId(), id, message, type);
    var ack = new CompletableFuture<Frame>();
    waiting.put(id, ack);
    long started = System.nanoTime();
    var wasClosing = connection.isClosing();
    try {
      send(connection, inOrder(parts));
      var answer = ack.get(patience.toNanos(), TimeUnit.NANOSECONDS);
      return check.judge(parts, answer, since(started));
    } catch (TimeoutException e) {
      return Delivered.failed(Outcome.TIMED_OUT, "no answer within " + patience, since(started));
    } catch (IOException | ExecutionException e) {
      return Delivered.failed(Outcome.NOT_CONNECTED, "the connection broke", since(started));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Delivered.failed(Outcome.TIMED_OUT, "interrupted", since(started));
    } finally {
      waiting.remove(id);
      connections.lastWords().count(wasClosing, connection.isClosing(), ack.isDone());
    }
  }

  private void send(Connection connection, List<Frame> parts)
      throws IOException, InterruptedException {
    var pause = faults.line().pauseBetweenParts();
    for (int i = 0; i < parts.size(); i++) {
      if (i > 0 && pause.isPositive()) {
        Thread.sleep(pause);
      }
      connection.send(parts.get(i));
    }
  }

  private List<Frame> parts(int service, String id, JsonNode message, String type) {
    var pieces = Payload.of(message.toString()).cut(faults.parts());
    var traceId = secrets.plainHex(32);
    var instanceId = secrets.plainHex(16);
    var timestamp = Long.toString(clock.millis());
    var frames = new ArrayList<Frame>();
    for (int i = 0; i < pieces.size(); i++) {
      var headers =
          List.of(
              new Header("type", type),
              new Header("message_id", id),
              new Header("sum", Integer.toString(pieces.size())),
              new Header("seq", Integer.toString(i)),
              new Header("trace_id", traceId),
              new Header("instance_id", instanceId),
              new Header("timestamp", timestamp));
      frames.add(
          new Frame(
              sequence.incrementAndGet(),
              secrets.unroundable(),
              service,
              Frame.DATA,
              headers,
              pieces.get(i)));
    }
    return List.copyOf(frames);
  }

  private List<Frame> inOrder(List<Frame> parts) {
    var ordered = new ArrayList<>(parts);
    if (faults.partsOutOfOrder()) {
      Collections.reverse(ordered);
    }
    return ordered;
  }

  private static Duration since(long started) {
    return Duration.ofNanos(System.nanoTime() - started);
  }
}
