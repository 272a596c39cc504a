package dev.larkspur.adapters.feishu.event;

import java.net.URI;
import java.time.Duration;

/**
 * Where to connect, once.
 *
 * @param address has a ticket in it: secret
 * @param service what pings name
 * @param pingInterval what the platform asks for; zero: nothing
 */
record Endpoint(URI address, int service, Duration pingInterval) {
  @Override
  public String toString() {
    return "Endpoint[service=" + service + "]";
  }
}
