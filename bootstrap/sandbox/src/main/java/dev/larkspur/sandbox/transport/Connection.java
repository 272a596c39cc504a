package dev.larkspur.sandbox.transport;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.eclipse.jetty.websocket.api.Session;

/** One open line to an app. */
final class Connection {
  private final Session session;
  private final int serviceId;

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
    session.getRemote().sendBytes(ByteBuffer.wrap(message));
  }

  /** Says goodbye in proper form. */
  void close() {
    session.close(1000, "bye");
  }

  /** Says nothing and cuts the line. */
  void drop() {
    session.disconnect();
  }
}
