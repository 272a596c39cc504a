package dev.larkspur.adapters.postgres;

import static java.util.stream.Collectors.joining;

import java.util.Collections;
import java.util.List;

/**
 * A table with sealed columns, and the statements that seal them anew.
 *
 * @param key its primary key
 * @param columns those that hold ciphertext
 */
record SealedTable(String name, List<Key> key, List<String> columns) {
  SealedTable {
    key = List.copyOf(key);
    columns = List.copyOf(columns);
  }

  /**
   * A column of the primary key.
   *
   * @param type what its text is cast to
   */
  record Key(String name, String type) {}

  /** What a ciphertext in this table is bound to. */
  Place place(String column, List<String> row) {
    return new Place(name, column, String.join("/", row));
  }

  /** How many ciphertexts of one column begin alike, as (beginning, number). */
  String countByPrefix(String column) {
    return "select substring(%1$s from 1 for %2$d), count(*) from %3$s where %1$s is not null group by 1"
        .formatted(column, Sealed.PREFIX_BYTES, table());
  }

  /** How many rows hold something that does not begin as told, once for each column. */
  String countOthers() {
    return "select count(*) from " + table() + " where " + others();
  }

  /**
   * The next rows that hold something that does not begin as told: first the parts of the last
   * row's key, unless it is the first batch; then the beginning, once for each column; then how
   * many.
   */
  String next(boolean first) {
    // qualified, since in "order by" a bare name would mean the text that is selected
    var keys = key.stream().map(k -> "t." + k.name()).collect(joining(", "));
    var texts = key.stream().map(k -> "t." + k.name() + "::text").collect(joining(", "));
    var casts = key.stream().map(k -> "?::" + k.type()).collect(joining(", "));
    var after = first ? "" : "(%s) > (%s) and ".formatted(keys, casts);
    return "select %s, %s from %s t where %s(%s) order by %s limit ?"
        .formatted(texts, String.join(", ", columns), table(), after, others(), keys);
  }

  /**
   * Replaces a ciphertext, if it is still the one that was read: first the new one, then the parts
   * of the key, then the old one.
   */
  String replace(String column) {
    return "update %1$s set %2$s = ? where %3$s and %2$s = ?"
        .formatted(
            table(),
            column,
            key.stream().map(k -> k.name() + " = ?::" + k.type()).collect(joining(" and ")));
  }

  private String others() {
    return String.join(
        " or ",
        columns.stream()
            .map(c -> "substring(%s from 1 for %d) <> ?".formatted(c, Sealed.PREFIX_BYTES))
            .toList());
  }

  private String table() {
    return "larkspur." + name;
  }

  /** The same argument, once for each column. */
  <T> List<T> forEachColumn(T argument) {
    return Collections.nCopies(columns.size(), argument);
  }
}
