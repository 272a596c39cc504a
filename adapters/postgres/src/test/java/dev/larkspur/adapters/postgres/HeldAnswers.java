package dev.larkspur.adapters.postgres;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;
import javax.net.SocketFactory;

/** Connections on which the database's answers can be held back; the driver makes one by name. */
public final class HeldAnswers extends SocketFactory {
  static final String SETTING = "socketFactory=" + HeldAnswers.class.getName();

  private static volatile CountDownLatch arrived = new CountDownLatch(0);
  private static volatile CountDownLatch released = new CountDownLatch(0);

  /** From now on nothing comes through. */
  static void hold() {
    released = new CountDownLatch(1);
    arrived = new CountDownLatch(1);
  }

  static void awaitOne() throws InterruptedException {
    arrived.await();
  }

  static void release() {
    released.countDown();
  }

  @Override
  public Socket createSocket() {
    return new Socket() {
      @Override
      public InputStream getInputStream() throws IOException {
        return new Held(super.getInputStream());
      }
    };
  }

  private static final class Held extends FilterInputStream {
    Held(InputStream answers) {
      super(answers);
    }

    @Override
    public int read(byte[] bytes, int from, int most) throws IOException {
      int read = super.read(bytes, from, most);
      arrived.countDown();
      try {
        released.await();
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
      return read;
    }
  }

  @Override
  public Socket createSocket(String host, int port) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress here, int herePort) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Socket createSocket(InetAddress host, int port) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress here, int herePort) {
    throw new UnsupportedOperationException();
  }
}
