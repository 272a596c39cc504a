package dev.larkspur.embedded.postgres;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps a folder for one user at a time, in this process and among all of them; ends with the
 * process at the latest.
 */
final class FolderLock implements AutoCloseable {
  /*
   * The system's lock is for other processes. Within this one it is no help: closing any channel of the file would drop
   * the lock for all of us. So the file is opened only by the one who is entered here.
   */
  private static final Set<Path> OURS = ConcurrentHashMap.newKeySet();

  private final Path file;
  private final FileChannel channel;

  private FolderLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /** Empty if someone else has it. */
  static Optional<FolderLock> take(Path folder) throws IOException {
    var file = folder.toRealPath().resolve("postgres.lock");
    if (!OURS.add(file)) {
      return Optional.empty();
    }
    try {
      var options = Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      var lock = new FolderLock(file, FileChannel.open(file, options));
      if (lock.channel.tryLock() != null) {
        return Optional.of(lock);
      }
      lock.close();
      return Optional.empty();
    } catch (IOException e) {
      OURS.remove(file);
      throw e;
    }
  }

  @Override
  public void close() throws IOException {
    try {
      channel.close();
    } finally {
      OURS.remove(file);
    }
  }
}
