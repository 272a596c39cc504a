package dev.larkspur.adapters.postgres;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The rows of {@code larkspur.key_rotation}. Their times are the database's, and so is now. */
@JdbcRepository(dialect = Dialect.POSTGRES, dataSource = Migrations.DATASOURCE)
interface KeyRotationRows extends GenericRepository<KeyRotationRow, Long> {
  @Query("select now()")
  Instant now();

  @Query("select * from larkspur.key_rotation order by id desc")
  List<KeyRotationRow> findAll();

  @Query("select * from larkspur.key_rotation order by id desc limit 1")
  Optional<KeyRotationRow> findLatest();

  @Query("select * from larkspur.key_rotation where state <> 'DONE'")
  Optional<KeyRotationRow> findRunning();

  @Query(
      """
      insert into larkspur.key_rotation (new_key, state, started_by)
      values (:newKey, 'ADDING', :startedBy)
      on conflict ((true)) where state <> 'DONE' do nothing
      """)
  int insertIfNoneRuns(long newKey, UUID startedBy);

  /** Takes the running rotation, or keeps it, unless another holds it. */
  @Query(
      """
      update larkspur.key_rotation set leased_by = :by, leased_until = now() + interval '30 seconds'
      where state <> 'DONE' and (leased_by = :by or leased_until is null or leased_until <= now())
      """)
  int lease(UUID by);

  /** Whether it is still held; keeps it from being taken while the transaction lasts. */
  @Query(
      """
      update larkspur.key_rotation set leased_until = now() + interval '30 seconds'
      where id = :id and leased_by = :by
      """)
  int hold(long id, UUID by);

  /** In the transaction that replaces. */
  @Query("update larkspur.key_rotation set changed_at = now() where id = :id")
  void tellChanged(long id);

  @Query(
      """
      update larkspur.key_rotation set state = 'REENCRYPTING', promoted_at = now()
      where id = :id and leased_by = :by and state = 'ADDING'
      """)
  int promote(long id, UUID by);

  @Query(
      """
      update larkspur.key_rotation set state = 'RETIRING'
      where id = :id and leased_by = :by and state = 'REENCRYPTING'
      """)
  int retire(long id, UUID by);

  @Query(
      """
      update larkspur.key_rotation set state = 'DONE', finished_at = now()
      where id = :id and leased_by = :by and state = 'RETIRING'
      """)
  int finish(long id, UUID by);
}
