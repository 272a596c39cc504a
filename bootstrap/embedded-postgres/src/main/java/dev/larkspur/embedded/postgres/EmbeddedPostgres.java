package dev.larkspur.embedded.postgres;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.function.Function;

/**
 * A PostgreSQL of our own on this machine, for development, demos and tests.
 *
 * <p>It listens on 127.0.0.1 only and asks for a password, which is kept in the home. One process
 * at a time uses a home. If that process is killed, the next start stops what it left behind and
 * goes on with the same data.
 *
 * <p>PostgreSQL refuses to run as root; for root it runs as the user nobody.
 */
public final class EmbeddedPostgres implements AutoCloseable {
  private static final String USER = "larkspur";
  private static final String DATABASE = "postgres"; // the one that a new PostgreSQL comes with

  private final Place place;
  private final Cluster cluster;
  private final Durability durability;
  private final String password;
  private final int port;
  private final FolderLock lock;
  private boolean closed;

  private EmbeddedPostgres(
      Place place,
      Cluster cluster,
      Durability durability,
      String password,
      int port,
      FolderLock lock) {
    this.place = place;
    this.cluster = cluster;
    this.durability = durability;
    this.password = password;
    this.port = port;
    this.lock = lock;
  }

  /**
   * Starts the PostgreSQL of this home; its data outlives us, however we end. The caller closes it.
   */
  public static EmbeddedPostgres start(Path home) {
    try {
      Binaries.require();
      var account = Account.current();
      var folder = Folders.open(home.toAbsolutePath(), account.homePermissions());
      return start(folder, account, Durability.DURABLE, Place::folder);
    } catch (IOException e) {
      throw new EmbeddedPostgresException("Cannot start PostgreSQL in " + home + ": " + e, e);
    }
  }

  /**
   * An empty PostgreSQL for tests, in a temporary folder that goes when it is closed or the JVM
   * exits. It does not wait for the disk (fsync is off).
   */
  public static EmbeddedPostgres throwaway() {
    try {
      Binaries.require();
      var account = Account.current();
      var programs = Throwaway.programs(account);
      Throwaway.sweep(account, Binaries.in(programs));
      var postgres = start(Throwaway.home(account), account, Durability.THROWAWAY, _ -> programs);
      Runtime.getRuntime().addShutdownHook(new Thread(postgres::close));
      return postgres;
    } catch (IOException e) {
      throw new EmbeddedPostgresException("Cannot start a throwaway PostgreSQL: " + e, e);
    }
  }

  private static EmbeddedPostgres start(
      Path folder, Account account, Durability durability, Function<Place, Path> programs)
      throws IOException {
    var home = folder.toRealPath();
    var lock = lock(home);
    try {
      var place = Place.of(home, account);
      var binaries = Binaries.in(programs.apply(place));
      var cluster = new Cluster(binaries, place.data(), account);
      cluster.stopLeftover();
      var password = password(place, cluster);
      if (!cluster.exists()) {
        cluster.create(USER, password, durability.creation());
      }
      place.remember();
      var port = Starting.unlessEnding(cluster, durability, place.port());
      return new EmbeddedPostgres(place, cluster, durability, password, port, lock);
    } catch (IOException | RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  private static FolderLock lock(Path home) throws IOException {
    return FolderLock.take(home)
        .orElseThrow(
            () -> new EmbeddedPostgresException("Another Larkspur is using this folder: " + home));
  }

  private static String password(Place place, Cluster cluster) throws IOException {
    var password = new Password(place.home().resolve("postgres-password"));
    if (cluster.exists() && !password.exists()) {
      if (!place.isStray()) {
        throw new EmbeddedPostgresException(
            "There is data in "
                + place.data()
                + ", but its password is missing: bring back "
                + password.file());
      }
      place.setAside();
    }
    return password.exists() ? password.read() : password.create();
  }

  /** For the PostgreSQL driver, without user and password. */
  public String jdbcUrl() {
    return jdbcUrl(DATABASE);
  }

  public String user() {
    return USER;
  }

  public String password() {
    return password;
  }

  /**
   * For tests: makes an empty database and returns its JDBC URL. The PostgreSQL driver must be
   * there.
   */
  public String newDatabase(String name) {
    if (!name.matches("[a-z][a-z0-9_]{0,62}")) {
      throw new IllegalArgumentException("Not the name of a database: " + name);
    }
    try (var connection = DriverManager.getConnection(jdbcUrl(), USER, password);
        var statement = connection.createStatement()) {
      statement.execute("create database " + name);
      return jdbcUrl(name);
    } catch (SQLException e) {
      throw new EmbeddedPostgresException(
          "Cannot make the database " + name + ": " + e.getMessage(), e);
    }
  }

  private String jdbcUrl(String database) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
  }

  /** Stops it, in order. Closing again does nothing. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    try (lock) {
      cluster.stop(durability.stop());
      if (durability == Durability.THROWAWAY) {
        place.delete();
      }
    } catch (IOException e) {
      throw new EmbeddedPostgresException(
          "Cannot stop the PostgreSQL in " + place.home() + ": " + e, e);
    }
  }

  /** For tests: ends it as a lack of memory would. The home can be started again. */
  public synchronized void kill() {
    closed = true;
    try (lock) {
      cluster.kill();
    } catch (IOException e) {
      throw new EmbeddedPostgresException(
          "Cannot kill the PostgreSQL in " + place.home() + ": " + e, e);
    }
  }

  @Override
  public String toString() {
    return "PostgreSQL on port " + port + " in " + place.folder();
  }
}
