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
   * The last of an epoch whose answer was not known brought the pair; an earlier one did not. (Or
   * that one's answer came later still: of the two, only one can have been carried out.) What was
   * answered before stays as it is.
   */
  @Query(
      """
      update larkspur.renewal_attempt as a set
        ended_at = coalesce(a.ended_at, :endedAt),
        outcome = case when a.id = last.id then 'RENEWED' else 'NO_ANSWER' end,
        error_code = case when a.id = last.id then null else a.error_code end
      from (
        select id from larkspur.renewal_attempt
        where app_id = :appId and open_id = :openId and epoch = :epoch
          and not turned_away and (outcome is null or outcome = 'NO_ANSWER')
        order by kind desc limit 1) last
      where a.app_id = :appId and a.open_id = :openId and a.epoch = :epoch
        and not a.turned_away and (a.outcome is null or a.outcome = 'NO_ANSWER')
      """)
  void renewed(String appId, String openId, long epoch, Instant endedAt);
}
