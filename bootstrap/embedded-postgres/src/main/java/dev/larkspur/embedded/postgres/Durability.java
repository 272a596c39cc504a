package dev.larkspur.embedded.postgres;

import java.util.List;

/** How much PostgreSQL does for data to outlive the machine's failures, and how it ends. */
enum Durability {
  /** What was committed survives a loss of power. */
  DURABLE("on", "--sync-method=fsync", "fast"),
  /** What was committed survives the death of any process, but not of the machine. */
  THROWAWAY("off", "--no-sync", "immediate");

  private final String disk;
  private final String creation;
  private final String stop;

  Durability(String disk, String creation, String stop) {
    this.disk = disk;
    this.creation = creation;
    this.stop = stop;
  }

  List<String> settings() {
    return List.of(
        "listen_addresses=127.0.0.1",
        "unix_socket_directories=", // their paths may be too long, and nobody needs them
        "max_connections=200",
        "fsync=" + disk,
        "synchronous_commit=" + disk,
        "full_page_writes=" + disk,
        "timezone=UTC",
        "log_timezone=UTC",
        "log_error_verbosity=terse"); // no values of rows in the server's log
  }

  /** An option of initdb. */
  String creation() {
    return creation;
  }

  /** The mode of pg_ctl stop. */
  String stop() {
    return stop;
  }
}
