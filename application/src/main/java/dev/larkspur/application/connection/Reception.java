package dev.larkspur.application.connection;

import dev.larkspur.application.connection.port.ConnectionSlots;
import dev.larkspur.domain.connection.ConnectionState;
import dev.larkspur.domain.identity.AppId;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Set;

/** Whether what is pressed on an app's cards reaches us, whichever instance it is that hears it. */
public final class Reception {
  private final ConnectionSlots slots;
  private final InstantSource clock;

  public Reception(ConnectionSlots slots, InstantSource clock) {
    this.slots = slots;
    this.clock = clock;
  }

  /** Whether there is little hope that a press would be heard soon. */
  public boolean isDegraded(AppId app) {
    var states =
        slots.held(clock.instant()).stream()
            .filter(connection -> connection.app().equals(app))
            .map(connection -> connection.status().state())
            .toList();
    return !states.isEmpty() && states.stream().allMatch(s -> s == ConnectionState.DEGRADED);
  }

  /** The apps of which nothing would be heard now. */
  public Set<AppId> silent() {
    var silent = new HashSet<AppId>();
    var heard = new HashSet<AppId>();
    for (var connection : slots.held(clock.instant())) {
      (connection.status().isUp() ? heard : silent).add(connection.app());
    }
    silent.removeAll(heard);
    return silent;
  }
}
