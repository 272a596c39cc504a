package dev.larkspur.adapters.postgres;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The rows of {@code larkspur.grants}. */
@JdbcRepository(dialect = Dialect.POSTGRES, dataSource = Migrations.DATASOURCE)
interface GrantRows extends GenericRepository<GrantRow, String> {
  @Query("select * from larkspur.grants where app_id = :appId and open_id = :openId")
  Optional<GrantRow> find(String appId, String openId);

  @Query("select * from larkspur.grants where app_id = :appId and open_id = :openId for update")
  Optional<GrantRow> lock(String appId, String openId);

  /** Locks it, if it is still as it was read. */
  @Query(
      """
      select version from larkspur.grants
      where app_id = :appId and open_id = :openId and version = :version for update
      """)
  Optional<Long> lock(String appId, String openId, long version);

  /**
   * The first by time is looked at, if there is one. Asked in another way, whether any is due might
   * be answered by reading the table until one is found.
   */
  @Query(
      """
      select exists (
        select 1 from (
          (select due_at from larkspur.grants
           where app_id = :appId and wanted and due_at is not null order by due_at limit 1)
          union all
          (select due_at from larkspur.grants
           where app_id = :appId and not wanted and due_at is not null order by due_at limit 1)
        ) soonest
        where due_at <= :now)
      """)
  boolean isAnyDue(String appId, Instant now);

  /**
   * Those in use first, by deadline; compared are the 64 of each kind that have been due for the
   * longest, so that neither a long queue nor a short one costs more than that.
   */
  @Query(
      """
      with due as materialized (
        (select open_id from larkspur.grants
         where app_id = :appId and wanted and due_at <= :now
           and (:probes or renewal <> 'PRESENTED') order by due_at limit 64)
        union all
        (select open_id from larkspur.grants
         where app_id = :appId and not wanted and due_at <= :now
           and (:probes or renewal <> 'PRESENTED') order by due_at limit 64))
      select g.* from larkspur.grants g
      where g.app_id = :appId and g.open_id in (select open_id from due) and g.due_at <= :now
      order by g.wanted desc, g.deadline
      limit :most
      for update of g skip locked
      """)
  List<GrantRow> lockDue(String appId, boolean probes, Instant now, int most);

  /** Nothing else of it changes. Not if it is not due any more. */
  @Query(
      """
      update larkspur.grants set due_at = :until
      where app_id = :appId and open_id = :openId and due_at <= :now
      """)
  void putOff(String appId, String openId, Instant now, Instant until);

  @Query(
      """
      select open_id from larkspur.grants
      where app_id = :appId and ask_at <= :now
      order by ask_at
      limit :most
      """)
  List<String> findToAsk(String appId, Instant now, int most);

  @Query(
      """
      insert into larkspur.grants (
        app_id, open_id, version, epoch, consent_session, consented_at,
        access_token, refresh_token, issued_at, expires_at, refresh_expires_at, scopes,
        wanted, renewal, attempt_id, attempt_owner, attempt_started_at, attempt_until,
        setbacks, not_before, ended_why, ended_at, error_code, error_message, error_log_id,
        asked_at, due_at, deadline, ask_at)
      values (
        :appId, :openId, :version, :epoch, :consentSession, :consentedAt,
        :accessToken, :refreshToken, :issuedAt, :expiresAt, :refreshExpiresAt, :scopes,
        :wanted, :renewal, :attemptId, :attemptOwner, :attemptStartedAt, :attemptUntil,
        :setbacks, :notBefore, :endedWhy, :endedAt, :errorCode, :errorMessage, :errorLogId,
        :askedAt, :dueAt, :deadline, :askAt)
      """)
  void insert(GrantRow row);

  /** Everything but the consent and the pair; of a row that is locked. */
  @Query(
      """
      update larkspur.grants set
        version = version + 1, wanted = :wanted, renewal = :renewal,
        attempt_id = :attemptId, attempt_owner = :attemptOwner,
        attempt_started_at = :attemptStartedAt, attempt_until = :attemptUntil,
        setbacks = :setbacks, not_before = :notBefore, ended_why = :endedWhy, ended_at = :endedAt,
        error_code = :errorCode, error_message = :errorMessage, error_log_id = :errorLogId,
        asked_at = :askedAt, due_at = :dueAt, deadline = :deadline, ask_at = :askAt
      where app_id = :appId and open_id = :openId
      """)
  void move(GrantRow row);

  /** All of it; of a row that is locked. */
  @Query(
      """
      update larkspur.grants set
        version = version + 1, epoch = :epoch,
        consent_session = :consentSession, consented_at = :consentedAt,
        access_token = :accessToken, refresh_token = :refreshToken, issued_at = :issuedAt,
        expires_at = :expiresAt, refresh_expires_at = :refreshExpiresAt, scopes = :scopes,
        wanted = :wanted, renewal = :renewal,
        attempt_id = :attemptId, attempt_owner = :attemptOwner,
        attempt_started_at = :attemptStartedAt, attempt_until = :attemptUntil,
        setbacks = :setbacks, not_before = :notBefore, ended_why = :endedWhy, ended_at = :endedAt,
        error_code = :errorCode, error_message = :errorMessage, error_log_id = :errorLogId,
        asked_at = :askedAt, due_at = :dueAt, deadline = :deadline, ask_at = :askAt
      where app_id = :appId and open_id = :openId
      """)
  void replace(GrantRow row);
}
