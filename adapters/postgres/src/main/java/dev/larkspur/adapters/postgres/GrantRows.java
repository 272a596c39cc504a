package dev.larkspur.adapters.postgres;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.Optional;

/** The rows of {@code larkspur.grants}. */
@JdbcRepository(dialect = Dialect.POSTGRES, dataSource = Migrations.DATASOURCE)
interface GrantRows extends GenericRepository<GrantRow, String> {
  @Query("select * from larkspur.grants where app_id = :appId and open_id = :openId")
  Optional<GrantRow> find(String appId, String openId);

  /** Replaces the person's pair, if there is one, whose epoch is then one more. */
  @Query(
      """
      insert into larkspur.grants as g (
        app_id, open_id, epoch, access_token, refresh_token,
        issued_at, expires_at, refresh_expires_at, scopes, consented_at)
      values (
        :appId, :openId, :epoch, :accessToken, :refreshToken,
        :issuedAt, :expiresAt, :refreshExpiresAt, :scopes, :consentedAt)
      on conflict (app_id, open_id) do update set
        epoch = g.epoch + 1,
        access_token = excluded.access_token,
        refresh_token = excluded.refresh_token,
        issued_at = excluded.issued_at,
        expires_at = excluded.expires_at,
        refresh_expires_at = excluded.refresh_expires_at,
        scopes = excluded.scopes,
        consented_at = excluded.consented_at
      """)
  void replace(GrantRow row);
}
