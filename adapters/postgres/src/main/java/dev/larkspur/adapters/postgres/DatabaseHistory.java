package dev.larkspur.adapters.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which database this is and which course its events took. Transaction numbers of two histories do
 * not compare: a copy and a standby that was promoted go on counting from the same number.
 */
final class DatabaseHistory {
  private static final Logger LOG = LoggerFactory.getLogger(DatabaseHistory.class);

  /** The cluster, the database in it, and the timeline, which begins anew with a promotion. */
  private static final String WHICH =
      """
      select concat_ws('/',
        (select system_identifier from pg_control_system()),
        (select oid from pg_database where datname = current_database()),
        left(pg_walfile_name(pg_current_wal_lsn()), 8))""";

  /** One that nobody else has, if the database does not tell: then nothing shared is believed. */
  static String of(Connection connection) {
    try (var statement = connection.createStatement();
        var answer = statement.executeQuery(WHICH)) {
      answer.next();
      return answer.getString(1);
    } catch (SQLException e) {
      LOG.warn("The database does not tell its history; what Redis has is not used", e);
      return UUID.randomUUID().toString();
    }
  }

  private DatabaseHistory() {}
}
