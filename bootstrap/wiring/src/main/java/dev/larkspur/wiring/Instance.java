package dev.larkspur.wiring;

import dev.larkspur.application.InstanceName;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Secondary;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.UUID;

/** Names this application by its host and process, and by what tells it from all before it. */
@Factory
final class Instance {
  @Singleton
  @Secondary
  InstanceName name() {
    var run =
        UUID.randomUUID().toString().substring(0, 4); // in a container each process is the first
    return new InstanceName(host() + "-" + ProcessHandle.current().pid() + "-" + run);
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost"; // a container without a name is no reason not to start
    }
  }
}
