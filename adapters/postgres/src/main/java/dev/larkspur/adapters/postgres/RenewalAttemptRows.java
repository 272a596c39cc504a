package dev.larkspur.adapters.postgres;

import dev.larkspur.adapters.postgres.RenewalAttemptRow.Outcome;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The rows of {@code larkspur.renewal_attempt}. */
@JdbcRepository(dialect = Dialect.POSTGRES, dataSource = Migrations.DATASOURCE)
interface RenewalAttemptRows extends GenericRepository<RenewalAttemptRow, UUID> {
  /** Fails if the refresh token of the epoch was presented in this way before. */
  RenewalAttemptRow save(RenewalAttemptRow row);

  @Query(
      """
      update larkspur.renewal_attempt set
        ended_at = :endedAt, outcome = :outcome, error_code = :errorCode
      where id = :id
      """)
  void end(UUID id, Instant endedAt, Outcome outcome, @Nullable String errorCode);

  /** Those of an epoch of which no answer was known: one of them brought the pair after all. */
  @Query(
      """
      update larkspur.renewal_attempt set ended_at = :endedAt, outcome = 'RENEWED'
      where app_id = :appId and open_id = :openId and epoch = :epoch
        and not turned_away
      """)
  void endLate(String appId, String openId, long epoch, Instant endedAt);
}
