package dev.larkspur.embedded.postgres;

import dev.larkspur.embedded.postgres.Commands.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whom PostgreSQL runs as: ourselves, or nobody when we are root, since PostgreSQL refuses to serve
 * root.
 */
record Account(int uid, int gid, boolean isOther, UnaryOperator<List<String>> step) {

  static Account current() {
    var uid = id("-u");
    return uid == 0 ? nobody() : new Account(uid, id("-g"), false, command -> command);
  }

  /*
   * User namespaces would do as well (unshare), but ordinary containers deny them, so there is one way for all: step down to
   * nobody. Each program is tried for real, because one that is installed can still lack the right or the option.
   */
  private static Account nobody() {
    var uid = id("-u", "nobody");
    var gid = id("-g", "nobody");
    UnaryOperator<List<String>> setpriv =
        command ->
            joined(
                List.of("setpriv", "--reuid=" + uid, "--regid=" + gid, "--clear-groups"), command);
    UnaryOperator<List<String>> runuser =
        command -> joined(List.of("runuser", "-u", "nobody", "--"), command);
    UnaryOperator<List<String>> su =
        command -> List.of("su", "-s", "/bin/sh", "-c", quoted(command), "nobody");
    return Stream.of(setpriv, runuser, su)
        .map(step -> new Account(uid, gid, true, step))
        .filter(account -> account.run("id", "-u").equals(new Outcome(0, String.valueOf(uid))))
        .findFirst()
        .orElseThrow(
            () ->
                new EmbeddedPostgresException(
                    "PostgreSQL does not run as root, and none of setpriv, runuser and su can step down to the user nobody"
                        + " here. Start Larkspur as an ordinary user, or set LARKSPUR_DATABASE_URL."));
  }

  /** Of a home that we make: private, but another account must get through. */
  String homePermissions() {
    return isOther ? "rwx--x--x" : "rwx------";
  }

  Outcome run(String... command) {
    return run(List.of(command));
  }

  Outcome run(List<String> command) {
    return Commands.run(step.apply(command));
  }

  /** Makes a folder of ours private to this account. */
  Path keep(Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    if (isOther) {
      var lookup =
          folder.getFileSystem().getUserPrincipalLookupService(); // takes numbers as well as names
      Files.setOwner(folder, lookup.lookupPrincipalByName(String.valueOf(uid)));
      Files.getFileAttributeView(folder, PosixFileAttributeView.class)
          .setGroup(lookup.lookupPrincipalByGroupName(String.valueOf(gid)));
    }
    return folder;
  }

  boolean owns(Path file) throws IOException {
    return Files.getAttribute(file, "unix:uid").equals(uid);
  }

  /**
   * Whether this account can enter the folder, write below it to a folder of its own, and run a
   * program from there.
   */
  boolean canUse(Path folder) throws IOException {
    var trial = keep(Files.createTempDirectory(folder, ".trial-"));
    try {
      var script = "printf '#!/bin/sh\\n' > \"$1\" && chmod 700 \"$1\" && exec \"$1\"";
      return run("/bin/sh", "-c", script, "sh", trial.resolve("program").toString()).good();
    } finally {
      Folders.delete(trial);
    }
  }

  @Override
  public String toString() {
    return isOther ? "the user nobody" : "this user";
  }

  private static int id(String... options) {
    var outcome = Commands.run(joined(List.of("id"), List.of(options)));
    if (!outcome.good() || !outcome.output().matches("\\d+")) {
      throw new EmbeddedPostgresException(
          "Cannot tell user and group ids (id): " + outcome.output());
    }
    return Integer.parseInt(outcome.output());
  }

  private static List<String> joined(List<String> start, List<String> end) {
    return Stream.concat(start.stream(), end.stream()).toList();
  }

  private static String quoted(List<String> command) {
    return command.stream()
        .map(word -> "'" + word.replace("'", "'\\''") + "'")
        .collect(Collectors.joining(" "));
  }
}
