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

  /**
   * The last of an epoch brought the pair, though no answer was known; an earlier one did not. (Or
   * that one's answer came later still: of the two, only one can have been carried out.)
   */
  @Query(
      """
      update larkspur.renewal_attempt as a set
        ended_at = coalesce(a.ended_at, :endedAt),
        outcome = case
          when exists (
            select from larkspur.renewal_attempt as later
            where later.app_id = a.app_id and later.open_id = a.open_id
              and later.epoch = a.epoch and not later.turned_away
              and later.kind = 'PROBE' and a.kind = 'FIRST')
          then 'NO_ANSWER' else 'RENEWED' end
      where a.app_id = :appId and a.open_id = :openId and a.epoch = :epoch
        and not a.turned_away
      """)
  void endLate(String appId, String openId, long epoch, Instant endedAt);
}
