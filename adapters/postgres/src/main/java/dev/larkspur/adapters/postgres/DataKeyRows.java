package dev.larkspur.adapters.postgres;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.Optional;

/** The one row of {@code larkspur.data_keys}. */
@JdbcRepository(dialect = Dialect.POSTGRES, dataSource = Migrations.DATASOURCE)
interface DataKeyRows extends GenericRepository<DataKeyRow, Short> {
  @Query("select * from larkspur.data_keys where id = 1")
  Optional<DataKeyRow> find();

  @Query(
      """
      insert into larkspur.data_keys (id, keyset, primary_key) values (1, :keyset, :primaryKey)
      on conflict (id) do nothing
      """)
  void insertIfNone(Sealed keyset, long primaryKey);

  /** Changes the keys, if nobody did since and no instance was left behind of late. */
  @Query(
      """
      update larkspur.data_keys
      set keyset = :keyset, primary_key = :primaryKey, version = version + 1
      where id = 1 and version = :version
        and (left_behind_at is null or left_behind_at <= now() - interval '1 minute')
      """)
  int change(Sealed keyset, long primaryKey, long version);

  /** The same keys, sealed with another master key; not while a rotation runs. */
  @Query(
      """
      update larkspur.data_keys set keyset = :keyset, version = version + 1
      where id = 1 and version = :version
        and not exists (select from larkspur.key_rotation where state <> 'DONE')
      """)
  int sealAnew(Sealed keyset, long version);

  @Query("update larkspur.data_keys set left_behind_at = now() where id = 1")
  void tellLeftBehind();

  @Query(
      """
      select count(*) from larkspur.data_keys
      where left_behind_at > now() - interval '1 minute'
      """)
  int countLeftBehind();
}
