package dev.larkspur.wiring;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Names this process, for people who read tables and logs. */
final class Instance {
  static String name() {
    return host() + "-" + ProcessHandle.current().pid();
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost"; // a container without a name is no reason not to start
    }
  }

  private Instance() {}
}
