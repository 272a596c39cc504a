package dev.larkspur.embedded.postgres;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;

/** The time in which PostgreSQL is being started and no caller can stop it yet. */
record Starting(Cluster cluster, Durability durability, CountDownLatch over) {

  /** If the JVM is told to end meanwhile, it first stops what is being started. */
  static int unlessEnding(Cluster cluster, Durability durability, Port port) throws IOException {
    var starting = new Starting(cluster, durability, new CountDownLatch(1));
    var ending = new Thread(starting::stop);
    Runtime.getRuntime().addShutdownHook(ending);
    try {
      var started = cluster.start(port.last(), durability.settings());
      port.keep(started);
      return started;
    } finally {
      starting.over.countDown();
      Runtime.getRuntime().removeShutdownHook(ending);
    }
  }

  private void stop() {
    try {
      over.await();
      cluster.stop(durability.stop());
    } catch (IOException | InterruptedException e) {
      throw new EmbeddedPostgresException("Cannot stop PostgreSQL at the end of the JVM", e);
    }
  }
}
