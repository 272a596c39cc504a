package dev.larkspur.embedded.postgres;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Properties;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;
import org.tukaani.xz.XZInputStream;

/** The programs of PostgreSQL for this machine, unpacked from the jar that the build chose. */
record Binaries(Path folder) {
  private static final String COMPLETE = ".complete";

  static String version() {
    try (var stream = Binaries.class.getResourceAsStream("binaries.properties")) {
      var properties = new Properties();
      properties.load(stream);
      return properties.getProperty("version");
    } catch (IOException e) {
      throw new EmbeddedPostgresException("Cannot read the version of PostgreSQL", e);
    }
  }

  String program(String name) {
    return folder.resolve("bin").resolve(name).toString();
  }

  /**
   * Unpacks into a folder of this version's name unless that is there and whole.
   *
   * <p>One at a time on this machine. The folder gets its name when it is complete, and says how
   * much belongs in it: neither an interrupted start nor a cleaner of temporary files leaves
   * something that passes for binaries.
   */
  static synchronized Binaries in(Path parent) throws IOException {
    var folder = parent.resolve(version());
    var lock = parent.resolve(version() + ".lock");
    try (var channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        var _ = channel.lock()) {
      if (!isComplete(folder)) {
        var unfinished = parent.resolve(version() + ".unfinished");
        Folders.delete(unfinished);
        Folders.delete(folder);
        try (var archive = archive()) {
          unpack(archive, unfinished);
        }
        Files.writeString(unfinished.resolve(COMPLETE), contents(unfinished));
        Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
      }
    }
    return new Binaries(folder);
  }

  private static boolean isComplete(Path folder) throws IOException {
    var marker = folder.resolve(COMPLETE);
    return Files.isRegularFile(marker) && Files.readString(marker).equals(contents(folder));
  }

  private static String contents(Path folder) throws IOException {
    try (var files =
        Files.find(folder, 99, (file, what) -> what.isRegularFile() && !file.endsWith(COMPLETE))) {
      var sizes = files.mapToLong(file -> file.toFile().length()).summaryStatistics();
      return sizes.getCount() + " files, " + sizes.getSum() + " bytes";
    }
  }

  private static void unpack(InputStream archive, Path folder) throws IOException {
    Folders.open(folder, "rwxr-xr-x");
    var tar = new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(archive)));
    for (TarArchiveEntry entry; (entry = tar.getNextEntry()) != null; ) {
      var target = folder.resolve(entry.getName()).normalize();
      if (!target.startsWith(folder)) {
        throw new IOException("Outside of the archive: " + entry.getName());
      }
      if (entry.isDirectory()) {
        Folders.open(target, "rwxr-xr-x");
        continue;
      }
      Folders.open(target.resolveSibling(""), "rwxr-xr-x");
      if (entry.isSymbolicLink()) {
        Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
      } else {
        Files.copy(tar, target);
        var permissions = (entry.getMode() & 0100) != 0 ? "rwxr-xr-x" : "rw-r--r--";
        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString(permissions));
      }
    }
  }

  /** Fails where there are none, before anything is touched. */
  static void require() throws IOException {
    archive().close();
  }

  private static InputStream archive() {
    var system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    var machine = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
    var name = archiveName(system, machine, Files.exists(Path.of("/lib/ld-musl-x86_64.so.1")));
    var archive = name == null ? null : Binaries.class.getResourceAsStream("/" + name);
    if (archive == null) {
      throw new EmbeddedPostgresException(
          "No embedded PostgreSQL for this machine ("
              + system
              + ", "
              + machine
              + ") in this build:"
              + " set LARKSPUR_DATABASE_URL to a PostgreSQL of yours.");
    }
    return archive;
  }

  static @Nullable String archiveName(String system, String machine, boolean musl) {
    var arm = machine.equals("aarch64") || machine.equals("arm64");
    var intel = machine.equals("amd64") || machine.equals("x86_64");
    if (!arm && !intel) {
      return null;
    }
    var suffix = arm ? "arm_64" : "x86_64";
    if (system.startsWith("mac")) {
      return "postgres-darwin-" + suffix + ".txz";
    }
    if (!system.startsWith("linux") || (musl && arm)) {
      return null;
    }
    return "postgres-linux-" + suffix + (musl ? "-alpine_linux" : "") + ".txz";
  }
}
