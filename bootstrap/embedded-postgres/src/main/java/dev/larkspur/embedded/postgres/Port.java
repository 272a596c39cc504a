package dev.larkspur.embedded.postgres;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;

/** The port that a home's PostgreSQL had the last time, so that it can have it again. */
record Port(Path file) {

  /** 0 if there is none. */
  int last() throws IOException {
    var port = Files.exists(file) ? Files.readString(file).strip() : "";
    return port.matches("[1-9]\\d{0,4}") ? Integer.parseInt(port) & 0xffff : 0;
  }

  void keep(int port) throws IOException {
    Files.writeString(file, port + "\n");
  }

  /** The wanted port if it is free, else another. */
  static int free(int wanted) throws IOException {
    try (var socket = new ServerSocket()) {
      socket.setReuseAddress(
          true); // as PostgreSQL does: connections that are closing do not matter
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted));
      return socket.getLocalPort();
    } catch (IOException e) {
      if (wanted == 0) {
        throw e;
      }
      return free(0);
    }
  }
}
