package dev.larkspur.embedded.postgres;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Folders on the disk. */
final class Folders {
  private Folders() {}

  /** A folder that others may enter but not change; the folders above it stay as they are. */
  static Path open(Path folder, String permissions) throws IOException {
    if (Files.isDirectory(folder)) {
      return folder;
    }
    Files.createDirectories(folder);
    return Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(permissions));
  }

  /**
   * Whether nobody but us and root can have put anything there: no link, ours, not writable by
   * others.
   */
  static boolean isSafe(Path folder) throws IOException {
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    var owner = Files.getOwner(folder);
    var open = Set.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);
    var mine = Files.createTempFile(folder, ".owner-", "");
    try {
      return Files.getOwner(mine).equals(owner)
          && Files.getPosixFilePermissions(folder).stream().noneMatch(open::contains);
    } finally {
      Files.delete(mine);
    }
  }

  /**
   * Deletes a folder and what is in it, following no links; what is already gone does not matter.
   */
  static void delete(Path folder) throws IOException {
    try {
      Files.walkFileTree(folder, new Deletion());
    } catch (NoSuchFileException e) {
      return; // someone else was first
    }
  }

  private static final class Deletion extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.deleteIfExists(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure)
        throws IOException {
      if (failure != null) {
        throw failure;
      }
      Files.deleteIfExists(folder);
      return FileVisitResult.CONTINUE;
    }
  }
}
