package dev.larkspur.adapters.postgres;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** The rows of {@code larkspur.revocation}. */
@JdbcRepository(dialect = Dialect.POSTGRES, dataSource = Migrations.DATASOURCE)
interface RevocationRows extends GenericRepository<RevocationRow, UUID> {
  RevocationRow save(RevocationRow row);

  void deleteById(UUID id);

  @Query(
      """
      select * from larkspur.revocation where due_at <= :now
      order by due_at limit :most for update skip locked
      """)
  List<RevocationRow> lockDue(Instant now, int most);

  @Query(
      """
      select * from larkspur.revocation
      where app_id = :appId and open_id = :openId and (due_at <= :now or attempts = 0)
      order by id for update
      """)
  List<RevocationRow> lockOf(String appId, String openId, Instant now);

  @Query("update larkspur.revocation set due_at = :until where id in (:ids)")
  void lease(List<UUID> ids, Instant until);

  @Query(
      """
      update larkspur.revocation set due_at = :dueAt, attempts = attempts + 1 where id = :id
      """)
  void again(UUID id, Instant dueAt);
}
