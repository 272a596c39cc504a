package dev.larkspur.adapters.feishu.event;

import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** The JDK's end of a connection without the connection: whole messages out, nothing lost. */
final class SocketInMemory implements WebSocket {
  private final Consumer<byte[]> sent;
  private volatile boolean aborted;

  SocketInMemory(Consumer<byte[]> sent) {
    this.sent = sent;
  }

  @Override
  public CompletableFuture<WebSocket> sendBinary(ByteBuffer data, boolean last) {
    var bytes = new byte[data.remaining()];
    data.get(bytes);
    sent.accept(bytes);
    return done();
  }

  @Override
  public CompletableFuture<WebSocket> sendText(CharSequence data, boolean last) {
    return done();
  }

  @Override
  public CompletableFuture<WebSocket> sendPing(ByteBuffer message) {
    return done();
  }

  @Override
  public CompletableFuture<WebSocket> sendPong(ByteBuffer message) {
    return done();
  }

  @Override
  public CompletableFuture<WebSocket> sendClose(int status, String reason) {
    return done();
  }

  private CompletableFuture<WebSocket> done() {
    return CompletableFuture.completedFuture(this);
  }

  @Override
  public void request(long n) {}

  @Override
  public String getSubprotocol() {
    return "";
  }

  @Override
  public boolean isOutputClosed() {
    return aborted;
  }

  @Override
  public boolean isInputClosed() {
    return aborted;
  }

  @Override
  public void abort() {
    aborted = true;
  }
}
