package dev.larkspur.benchmarks;

import org.jspecify.annotations.Nullable;

/**
 * What makes a person's token an old one, and what lookups of it are answered then.
 *
 * @param path after the token's
 * @param done the status of the answer to it
 * @param known the entity tag of the token that whoever looks it up has
 * @param old the status of an answer that the old token is to be used
 * @param over that of another
 */
record Change(
    String plural,
    String method,
    String path,
    int done,
    @Nullable String known,
    int old,
    int over) {
  /** There is none any more. */
  static final Change REVOKE = new Change("revokes", "DELETE", "", 204, null, 200, 404);

  /**
   * The grant's first token gets a successor. Whoever has the first asks whether it still is it.
   */
  static final Change ROTATE =
      new Change("refreshes", "POST", "/refresh?epoch=1", 200, "W/\"1\"", 304, 200);
}
