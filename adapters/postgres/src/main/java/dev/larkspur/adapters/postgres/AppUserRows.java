package dev.larkspur.adapters.postgres;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.Optional;

/** The rows of {@code larkspur.app_user}. */
@JdbcRepository(dialect = Dialect.POSTGRES, dataSource = Migrations.DATASOURCE)
interface AppUserRows extends GenericRepository<AppUserRow, String> {
  @Query("select * from larkspur.app_user where app_id = :appId and open_id = :openId")
  Optional<AppUserRow> find(String appId, String openId);

  /** Replaces what is older. */
  @Query(
      """
      insert into larkspur.app_user as u (
        app_id, open_id, tenant_key, name, en_name, union_id, user_id, employee_no, mobile, email,
        enterprise_email, avatar, updated_at, asked_at)
      values (
        :appId, :openId, :tenantKey, :name, :enName, :unionId, :userId, :employeeNo, :mobile, :email,
        :enterpriseEmail, :avatar, :updatedAt, :updatedAt)
      on conflict (app_id, open_id) do update set
        tenant_key = excluded.tenant_key,
        name = excluded.name,
        en_name = excluded.en_name,
        union_id = excluded.union_id,
        user_id = excluded.user_id,
        employee_no = excluded.employee_no,
        mobile = excluded.mobile,
        email = excluded.email,
        enterprise_email = excluded.enterprise_email,
        avatar = excluded.avatar,
        updated_at = excluded.updated_at,
        asked_at = greatest(u.asked_at, excluded.asked_at)
      where u.updated_at <= excluded.updated_at
      """)
  void replace(AppUserRow row);

  /** 1: it was not asked for after that, and is now; 0: it was, or there is no such row. */
  @Query(
      """
      update larkspur.app_user set asked_at = :now
      where app_id = :appId and open_id = :openId and asked_at <= :since
      """)
  int claim(String appId, String openId, Instant now, Instant since);

  @Query(
      """
      select not exists (
        select 1 from larkspur.app_user where app_id = :appId and open_id = :openId)
      """)
  boolean isUnknown(String appId, String openId);
}
