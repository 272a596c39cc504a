package dev.larkspur.sandbox.transport;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.websocket.api.Session;

/** One open line to an app. */
final class Connection {
  private final Session session;
  private final int serviceId;
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile boolean halfOpen;
  private volatile boolean closing;
  private volatile boolean shunned;

  Connection(Session session, int serviceId) {
    this.session = session;
    this.serviceId = serviceId;
  }

  int serviceId() {
    return serviceId;
  }

  void send(Frame frame) throws IOException {
    send(FrameCodec.encode(frame));
  }

  /** One at a time: the messages of two senders must not mix. */
  synchronized void send(byte[] message) throws IOException {
    if (!halfOpen) {
      session.getRemote().sendBytes(ByteBuffer.wrap(message));
    }
  }

  /** Says goodbye in proper form; over a half-open line nothing can be said. */
  void close() {
    ended.countDown();
    if (halfOpen) {
      session.disconnect();
    } else {
      session.close(1000, "bye");
    }
  }

  /** Says nothing and cuts the line. */
  void drop() {
    ended.countDown();
    session.disconnect();
  }

  /** Nothing is sent and nothing is read any more, a Close neither; TCP stays as it is. */
  void goHalfOpen() {
    halfOpen = true;
    try {
      session.suspend();
    } catch (IllegalStateException e) {
      // it is closed or half-open already
    }
  }

  /** The app said goodbye; {@code pushing} says whether messages still go here until it is over. */
  void saidGoodbye(boolean pushing) {
    shunned = !pushing;
    closing = true;
  }

  boolean isClosing() {
    return closing;
  }

  /** Whether a message may be sent here. */
  boolean isFed() {
    return !shunned;
  }

  /** Waits so long, unless our own side ends the line before. */
  boolean isEndedWithin(Duration time) {
    try {
      return ended.await(time.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
