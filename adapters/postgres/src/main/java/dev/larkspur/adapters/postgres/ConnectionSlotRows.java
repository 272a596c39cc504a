package dev.larkspur.adapters.postgres;

import dev.larkspur.domain.connection.ConnectionState;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;

/** The rows of {@code larkspur.connection_slot}. */
@JdbcRepository(dialect = Dialect.POSTGRES, dataSource = Migrations.DATASOURCE)
interface ConnectionSlotRows extends GenericRepository<ConnectionSlotRow, String> {
  @Query(
      """
      insert into larkspur.connection_slot (app_id, slot)
      select :appId, generate_series(0, :most - 1) on conflict do nothing
      """)
  void insertMissing(String appId, int most);

  /** First those that the instance has, even if their time is over, then free ones. */
  @Query(
      """
      select slot from larkspur.connection_slot
      where app_id = :appId and (instance = :instance or held_until <= :now)
      order by instance = :instance desc, slot
      limit :most
      for update skip locked
      """)
  List<Integer> lockFree(String appId, String instance, Instant now, int most);

  @Query(
      """
      update larkspur.connection_slot set
        state = case when instance = :instance then state else 'CONNECTING' end,
        since = case when instance = :instance then since else :now end,
        failures = case when instance = :instance then failures else 0 end,
        reason = case when instance = :instance then reason else 'not yet connected' end,
        instance = :instance, held_until = :until
      where app_id = :appId and slot in (:slots)
      """)
  void hold(String appId, String instance, List<Integer> slots, Instant now, Instant until);

  @Query(
      """
      update larkspur.connection_slot
      set state = :state, since = :since, failures = :failures, reason = :reason
      where app_id = :appId and slot = :slot and instance = :instance
      """)
  void tell(
      String appId,
      int slot,
      String instance,
      ConnectionState state,
      Instant since,
      int failures,
      String reason);

  @Query(
      """
      update larkspur.connection_slot set instance = '', held_until = 'epoch'
      where app_id = :appId and instance = :instance
      """)
  void release(String appId, String instance);

  @Query(
      """
      select * from larkspur.connection_slot where held_until > :now order by app_id, slot
      """)
  List<ConnectionSlotRow> held(Instant now);
}
