package dev.larkspur.adapters.postgres;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.DataType;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;

/** The rows of {@code larkspur.key_rotation_table}. */
@JdbcRepository(dialect = Dialect.POSTGRES, dataSource = Migrations.DATASOURCE)
interface KeyRotationTableRows extends GenericRepository<KeyRotationTableRow, Long> {
  @Query("select * from larkspur.key_rotation_table where rotation = :rotation order by table_name")
  List<KeyRotationTableRow> findByRotation(long rotation);

  @Query(
      """
      insert into larkspur.key_rotation_table (rotation, table_name, total)
      values (:rotation, :tableName, :total)
      """)
  void insert(long rotation, String tableName, long total);

  /** What was written by others since the rotation began can make it more than was foreseen. */
  @Query(
      """
      update larkspur.key_rotation_table
      set done = done + :rows, total = greatest(total, done + :rows), broken = broken + :broken,
        after_key = :afterKey
      where rotation = :rotation and table_name = :tableName
      """)
  void advance(
      long rotation,
      String tableName,
      long rows,
      long broken,
      @TypeDef(type = DataType.STRING_ARRAY) List<String> afterKey);

  /** What was removed by others since the rotation began can make it less than was foreseen. */
  @Query(
      """
      update larkspur.key_rotation_table set finished = true, total = done
      where rotation = :rotation and table_name = :tableName
      """)
  void finish(long rotation, String tableName);

  @Query(
      """
      update larkspur.key_rotation_table set broken = :broken
      where rotation = :rotation and table_name = :tableName
      """)
  void setBroken(long rotation, String tableName, long broken);
}
