package dev.larkspur.server;

import dev.larkspur.application.Entropy;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Set;

/** The folder where a server with an embedded database keeps what it needs: data and keys. */
record Home(Path folder) {
  private static final int MASTER_KEY_BYTES = 32;

  static Home of(String path) {
    return new Home(Path.of(path).toAbsolutePath().normalize());
  }

  Path adminKeyFile() {
    return folder.resolve("admin-key");
  }

  /** The first administrator's key; made the first time. */
  String adminKey() {
    return kept(adminKeyFile(), "lk_" + Entropy.secure().unguessable());
  }

  /** The master key in base64; made the first time. Without it, what is stored cannot be read. */
  String masterKey() {
    var key = new byte[MASTER_KEY_BYTES];
    new SecureRandom().nextBytes(key);
    return kept(folder.resolve("master-key"), Base64.getEncoder().encodeToString(key));
  }

  /** Reads the file, or makes it with {@code fresh}: whole, and for the owner's eyes only. */
  private String kept(Path file, String fresh) {
    try {
      Files.createDirectories(folder);
      try {
        var ours =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        var draft = Files.createTempFile(folder, file.getFileName().toString(), ".new", ours);
        Files.writeString(draft, fresh + "\n", StandardOpenOption.SYNC);
        try {
          Files.createLink(file, draft); // fails if it is there: a key is never replaced
        } finally {
          Files.delete(draft);
        }
      } catch (FileAlreadyExistsException e) {
        refuseIfReadableByOthers(file);
      }
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new StartFailure("Cannot keep a key in " + file + ": " + e.getMessage(), e);
    }
  }

  private static void refuseIfReadableByOthers(Path file) throws IOException {
    var ours = PosixFilePermissions.fromString("rw-------");
    Set<?> others = EnumSet.copyOf(Files.getPosixFilePermissions(file));
    others.removeAll(ours);
    if (!others.isEmpty()) {
      throw new StartFailure(file + " can be read by others: chmod 600 " + file);
    }
  }
}
