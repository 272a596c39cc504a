package dev.larkspur.application.connection.port;

import dev.larkspur.domain.connection.Connection;
import dev.larkspur.domain.identity.AppId;
import java.time.Instant;
import java.util.List;

/**
 * The long connections that the platform allows an app, and who holds which. Durable, and shared by
 * all instances: together they never hold more than there are. A slot whose holder was not heard of
 * in time is free again.
 */
public interface ConnectionSlots {
  /** The platform's limit for one app. */
  int MOST = 50;

  /**
   * Keeps those that the instance holds and takes free ones until it has {@code wanted}. Nobody
   * else gets them before {@code until}.
   *
   * @return what it holds now, ascending; fewer if no more are free
   */
  List<Integer> hold(AppId app, String instance, int wanted, Instant now, Instant until);

  /** Tells the others how a connection is. Ignored if its slot is not the instance's any more. */
  void tell(Connection connection);

  /** The instance needs none of them any more. */
  void release(AppId app, String instance);

  /** Of all apps and instances, those that are held at that time; by app and slot. */
  List<Connection> held(Instant now);
}
