package dev.larkspur.sandbox.transport;

import dev.larkspur.sandbox.world.Secrets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Tickets that were handed out and not yet used; each is good once. */
final class Tickets {
  private static final int SERVICE_ID = 33554678;

  private final Secrets secrets;
  private final Map<String, Admission> unused = new ConcurrentHashMap<>();

  Tickets(Secrets secrets) {
    this.secrets = secrets;
  }

  Admission issue() {
    var admission =
        new Admission(secrets.digits(), SERVICE_ID, secrets.hex("", 32), secrets.uuid());
    unused.put(admission.ticket(), admission);
    return admission;
  }

  /** The admission, if ticket, key and device belong together and were not used before. */
  Optional<Admission> redeem(String ticket, String accessKey, String deviceId) {
    return Optional.ofNullable(unused.remove(ticket))
        .filter(it -> it.accessKey().equals(accessKey) && it.deviceId().equals(deviceId));
  }
}
