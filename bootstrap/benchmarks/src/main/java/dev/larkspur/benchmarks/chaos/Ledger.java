package dev.larkspur.benchmarks.chaos;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What Larkspur wrote down, read from its tables.
 *
 * @param attempts the journal of presentations, but for those that were turned away unread
 * @param changes when a person's grant was replaced by another consent, or withdrawn
 * @param grants as they are now
 * @param cards how many times a person was asked anew of Larkspur's own accord
 */
record Ledger(List<Attempt> attempts, List<Change> changes, List<Row> grants, long cards) {
  /**
   * @param outcome null: not known
   */
  record Attempt(
      String openId,
      long epoch,
      boolean probe,
      String owner,
      Instant startedAt,
      @Nullable Instant endedAt,
      @Nullable String outcome) {

    boolean isRenewed() {
      return "RENEWED".equals(outcome);
    }

    boolean isUnanswered() {
      return outcome == null || outcome.equals("NO_ANSWER");
    }
  }

  record Change(String openId, Instant at) {}

  /** A grant. */
  record Row(
      String openId, String renewal, @Nullable Instant dueAt, @Nullable Instant askAt, long epoch) {

    /** Something should have been done about it before. */
    boolean isOverdue(Instant since) {
      return (dueAt != null && dueAt.isBefore(since)) || (askAt != null && askAt.isBefore(since));
    }
  }

  private interface Reader<T> {
    T read(ResultSet row) throws SQLException;
  }

  static Ledger read(Database database) throws SQLException {
    try (var connection = database.connect()) {
      return new Ledger(
          list(
              connection,
              """
              select open_id, epoch, kind = 'PROBE', owner, started_at, ended_at, outcome
              from larkspur.renewal_attempt
              where outcome is null or outcome <> 'TURNED_AWAY' order by started_at
              """,
              row ->
                  new Attempt(
                      row.getString(1),
                      row.getLong(2),
                      row.getBoolean(3),
                      row.getString(4),
                      row.getObject(5, OffsetDateTime.class).toInstant(),
                      instant(row, 6),
                      row.getString(7))),
          list(
              connection,
              """
              select open_id, at from larkspur.audit
              where event in ('grant.stored', 'grant.withdrawn')
              """,
              row ->
                  new Change(row.getString(1), row.getObject(2, OffsetDateTime.class).toInstant())),
          list(
              connection,
              "select open_id, renewal, due_at, ask_at, epoch from larkspur.grants",
              row ->
                  new Row(
                      row.getString(1),
                      row.getString(2),
                      instant(row, 3),
                      instant(row, 4),
                      row.getLong(5))),
          list(
                  connection,
                  "select count(*) from larkspur.auth_session where occasion = 'RENEWAL'",
                  row -> row.getLong(1))
              .getFirst());
    }
  }

  private static <T> List<T> list(Connection connection, String query, Reader<T> reader)
      throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(query)) {
      var all = new ArrayList<T>();
      while (rows.next()) {
        all.add(reader.read(rows));
      }
      return all;
    }
  }

  private static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
    var at = row.getObject(column, OffsetDateTime.class);
    return at == null ? null : at.toInstant();
  }

  List<Attempt> attemptsOf(String openId) {
    return attempts.stream().filter(attempt -> attempt.openId().equals(openId)).toList();
  }

  /** Whether the grant was replaced or withdrawn after this moment. */
  boolean hasChangedSince(String openId, Instant moment) {
    return changes.stream()
        .anyMatch(change -> change.openId().equals(openId) && change.at().isAfter(moment));
  }
}
