package dev.larkspur.benchmarks;

import org.jspecify.annotations.Nullable;

/** What makes a person's token an old one, and what lookups of it are answered then. */
enum Change {
  /** There is none any more. */
  REVOKE("revokes", "DELETE", "", 204, null, 200, 404),
  /**
   * The grant's first token gets a successor. Whoever has the first asks whether it still is it.
   */
  ROTATE("refreshes", "POST", "/refresh?epoch=1", 200, "W/\"1\"", 304, 200);

  final String plural;
  final String method;

  /** After the token's. */
  final String path;

  final int done;

  /** The entity tag of the token that whoever looks it up has. */
  final @Nullable String known;

  /** The status of an answer that the old token is to be used. */
  final int old;

  /** That of another. */
  final int over;

  Change(
      String plural,
      String method,
      String path,
      int done,
      @Nullable String known,
      int old,
      int over) {
    this.plural = plural;
    this.method = method;
    this.path = path;
    this.done = done;
    this.known = known;
    this.old = old;
    this.over = over;
  }
}
