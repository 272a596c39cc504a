package dev.larkspur.embedded.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a home keeps its PostgreSQL: in the home, or in a folder of the system if PostgreSQL's
 * account cannot reach the home (a checkout under root's private home, say). Then the home holds a
 * pointer. No folder above is ever changed.
 */
record Place(Path home, Path folder) {
  private static final Logger log = LoggerFactory.getLogger(Place.class);
  private static final String POINTER = "postgres-location";
  private static final List<String> SYSTEM = List.of("/var/lib/larkspur/", "/var/tmp/larkspur-");

  static Place of(Path home, Account account) throws IOException {
    if (home.toString().matches("(?s).*[\"$`\\\\\n].*")) {
      throw new EmbeddedPostgresException(
          "PostgreSQL's own programs cannot cope with quotes, dollars, backslashes or line ends in "
              + home
              + ". Choose another LARKSPUR_HOME.");
    }
    var pointer = home.resolve(POINTER);
    if (Files.exists(pointer)) {
      return named(home, pointer);
    }
    var own = new Place(home, home.resolve("postgres"));
    if (own.suits(account)) {
      return own;
    }
    if (Files.exists(own.data()) || !account.isOther()) {
      throw new EmbeddedPostgresException(
          "PostgreSQL would run as "
              + account
              + ", who cannot write to "
              + own.folder
              + " or run programs there."
              + " Choose another LARKSPUR_HOME, or set LARKSPUR_DATABASE_URL.");
    }
    var elsewhere = elsewhere(home, account);
    log.warn(
        "PostgreSQL runs as {}, who cannot reach {}: its programs and data are in {}",
        account,
        home,
        elsewhere.folder);
    return elsewhere;
  }

  private static Place named(Path home, Path pointer) throws IOException {
    var place = new Place(home, Path.of(Files.readString(pointer).strip()));
    if (!Files.exists(place.data())) {
      throw new EmbeddedPostgresException(
          pointer
              + " says that the data is in "
              + place.folder
              + ", but it is gone. Bring it back, or delete "
              + home
              + " to begin anew.");
    }
    return place;
  }

  private static Place elsewhere(Path home, Account account) throws IOException {
    for (var system : SYSTEM) {
      var place = new Place(home, Path.of(system + hash(home)));
      if (place.isSafe() && place.suits(account)) {
        return place;
      }
    }
    throw new EmbeddedPostgresException(
        "PostgreSQL would run as "
            + account
            + ", who can reach neither "
            + home
            + " nor one of "
            + SYSTEM
            + ". Choose another LARKSPUR_HOME, start Larkspur as an ordinary user, or set LARKSPUR_DATABASE_URL.");
  }

  /** To be asked first: what is tried in a folder of somebody else's can be turned against us. */
  private boolean isSafe() {
    try {
      Folders.open(folder, "rwxr-xr-x");
      return Folders.isSafe(folder);
    } catch (IOException e) {
      log.debug("{} is not ours", folder, e);
      return false;
    }
  }

  private boolean suits(Account account) {
    try {
      Folders.open(folder, "rwxr-xr-x");
      return account.canUse(folder);
    } catch (IOException e) {
      log.debug("{} does not suit {}", folder, account, e);
      return false;
    }
  }

  Path data() {
    return folder.resolve("data");
  }

  Port port() {
    return new Port(folder.resolve("port"));
  }

  /**
   * Notes in the home where the data is, so that it is found even if the home can be reached one
   * day.
   */
  void remember() throws IOException {
    if (isElsewhere()) {
      Files.writeString(home.resolve(POINTER), folder + "\n");
    }
  }

  /** Whether data here is that of an earlier home of the same name, which was deleted. */
  boolean isStray() {
    return isElsewhere() && !Files.exists(home.resolve(POINTER));
  }

  void setAside() throws IOException {
    var aside = folder.resolve("data.of-a-deleted-home-" + System.currentTimeMillis());
    Files.move(data(), aside);
    log.warn("{} is new, so the data of its predecessor was set aside as {}", home, aside);
  }

  void delete() throws IOException {
    Folders.delete(folder);
    Folders.delete(home);
  }

  private boolean isElsewhere() {
    return !folder.startsWith(home);
  }

  private static String hash(Path home) throws IOException {
    try {
      var digest =
          MessageDigest.getInstance("SHA-256").digest(home.toRealPath().toString().getBytes(UTF_8));
      return HexFormat.of().formatHex(digest, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }
}
