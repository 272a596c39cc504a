package dev.larkspur.adapters.postgres;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The rows of {@code larkspur.auth_session}. */
@JdbcRepository(dialect = Dialect.POSTGRES, dataSource = Migrations.DATASOURCE)
interface AuthSessionRows extends GenericRepository<AuthSessionRow, UUID> {
  Optional<AuthSessionRow> findById(UUID id);

  List<AuthSessionRow> findByIdIn(Collection<UUID> ids);

  @Query(
      """
      select * from larkspur.auth_session
      where app_id = :appId and open_id = :openId and settled_at is null
      """)
  Optional<AuthSessionRow> findOpen(String appId, String openId);

  /** Fails if the person has an open session already. */
  AuthSessionRow save(AuthSessionRow row);

  /** Fails if the row's version is not the stored one any more. */
  AuthSessionRow update(AuthSessionRow row);

  @Query(
      """
      select id from larkspur.auth_session
      where settled_at is null and least(expires_at, claim_until) <= :now
      order by least(expires_at, claim_until)
      limit :most
      """)
  List<UUID> findDue(Instant now, int most);
}
