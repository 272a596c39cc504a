package dev.larkspur.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One who asks through a relay, and one who answers, byte by byte. */
class RelayTest {
  private static final int PATIENCE = Math.toIntExact(Duration.ofSeconds(20).toMillis());
  private static final int MOMENT = 200; // ms, in which nothing comes

  private ServerSocket store;
  private Relay relay;
  private Socket instance;
  private Socket behind;

  @BeforeEach
  void connect() throws IOException {
    store = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
    relay = Relay.to(store.getLocalPort());
    instance = new Socket(InetAddress.getLoopbackAddress(), relay.port());
    behind = store.accept();
  }

  @AfterEach
  void close() throws IOException {
    instance.close();
    behind.close();
    relay.close();
    store.close();
  }

  private static int heard(Socket by, int patience) throws IOException {
    by.setSoTimeout(patience);
    return by.getInputStream().read();
  }

  private void expectPassage(int question, int answer) throws IOException {
    instance.getOutputStream().write(question);
    assertThat(heard(behind, PATIENCE)).isEqualTo(question);
    behind.getOutputStream().write(answer);
    assertThat(heard(instance, PATIENCE)).isEqualTo(answer);
  }

  @Test
  void it_passes_what_both_say() throws IOException {
    expectPassage(1, 2);
  }

  @Test
  void what_was_said_while_it_hung_comes_afterwards() throws IOException {
    relay.set(Relay.Mode.HANGS);
    instance.getOutputStream().write(1);
    assertThatThrownBy(() -> heard(behind, MOMENT)).isInstanceOf(SocketTimeoutException.class);
    relay.set(Relay.Mode.PASSES);
    assertThat(heard(behind, PATIENCE)).isEqualTo(1);
    expectPassage(3, 4);
  }

  @Test
  void answers_alone_are_held() throws IOException {
    relay.set(Relay.Mode.HOLDS_ANSWERS);
    instance.getOutputStream().write(1);
    assertThat(heard(behind, PATIENCE)).isEqualTo(1);
    behind.getOutputStream().write(2);
    assertThatThrownBy(() -> heard(instance, MOMENT)).isInstanceOf(SocketTimeoutException.class);
    relay.set(Relay.Mode.PASSES);
    assertThat(heard(instance, PATIENCE)).isEqualTo(2);
  }

  @Test
  void a_cut_resets_what_there_is_and_what_comes_until_it_is_over() throws IOException {
    expectPassage(1, 2);
    relay.set(Relay.Mode.CUTS);
    expectClosed(instance);
    try (var next = new Socket(InetAddress.getLoopbackAddress(), relay.port())) {
      expectClosed(next);
    }
    relay.set(Relay.Mode.PASSES);
    store.accept().close(); // of the one that was reset
    instance = new Socket(InetAddress.getLoopbackAddress(), relay.port());
    behind = store.accept();
    expectPassage(3, 4);
  }

  private static void expectClosed(Socket socket) throws IOException {
    try {
      assertThat(heard(socket, PATIENCE)).isEqualTo(-1);
    } catch (SocketTimeoutException e) {
      throw e;
    } catch (IOException e) {
      assertThat(e).isNotNull(); // reset
    }
  }
}
