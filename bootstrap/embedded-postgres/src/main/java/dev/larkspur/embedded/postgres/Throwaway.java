package dev.larkspur.embedded.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Homes that live for one test run, and the programs that they share. */
final class Throwaway {
  private static final String PREFIX = "larkspur-postgres-";
  private static final Duration SURELY_STARTED = Duration.ofMinutes(10);

  private static final Logger log = LoggerFactory.getLogger(Throwaway.class);

  private Throwaway() {}

  static Path home(Account account) throws IOException {
    var home = Files.createTempDirectory(PREFIX);
    var permissions = PosixFilePermissions.fromString(account.homePermissions());
    return Files.setPosixFilePermissions(home, permissions);
  }

  static Path programs(Account account) throws IOException {
    var temporary = temporary().resolve("larkspur-" + System.getProperty("user.name"));
    // nobody is kept out of root's home, and a trial would leave folders there
    var candidates = account.isOther() ? List.of(temporary) : List.of(cache(), temporary);
    for (var candidate : candidates) {
      var folder = Folders.open(candidate, "rwxr-xr-x");
      if (Folders.isSafe(folder) && account.canUse(folder)) {
        return folder;
      }
    }
    throw new EmbeddedPostgresException(
        "PostgreSQL would run as "
            + account
            + ", who can run programs from none of "
            + candidates
            + ". Set java.io.tmpdir to a folder where that user can.");
  }

  /** Stops and deletes what killed test runs have left. */
  static void sweep(Account account, Binaries binaries) throws IOException {
    List<Path> homes;
    try (var folders = Files.list(temporary())) {
      homes = folders.filter(folder -> folder.getFileName().toString().startsWith(PREFIX)).toList();
    }
    for (var home : homes) {
      try {
        sweep(home, account, binaries);
      } catch (IOException | EmbeddedPostgresException e) {
        log.debug("Left {}: another run is at it, or will be", home, e);
      }
    }
  }

  private static void sweep(Path home, Account account, Binaries binaries) throws IOException {
    if (!isOld(home) || !Folders.isSafe(home)) {
      return;
    }
    try (var lock = FolderLock.take(home).orElse(null)) {
      if (lock != null) {
        var place = Place.of(home, account);
        new Cluster(binaries, place.data(), account).stop("immediate");
        place.delete();
      }
    }
  }

  private static boolean isOld(Path home) throws IOException {
    return Files.getLastModifiedTime(home)
        .toInstant()
        .isBefore(Instant.now().minus(SURELY_STARTED));
  }

  private static Path cache() {
    var configured =
        Optional.ofNullable(System.getenv("XDG_CACHE_HOME")).filter(it -> !it.isBlank());
    return configured
        .map(Path::of)
        .orElse(Path.of(System.getProperty("user.home"), ".cache"))
        .resolve("larkspur/postgres");
  }

  private static Path temporary() {
    return Path.of(System.getProperty("java.io.tmpdir"));
  }
}
