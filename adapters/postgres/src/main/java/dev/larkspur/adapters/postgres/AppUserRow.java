package dev.larkspur.adapters.postgres;

import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code larkspur.app_user}.
 *
 * @param updatedAt when the platform was asked for it
 */
@MappedEntity(value = AppUserRow.TABLE, schema = "larkspur")
record AppUserRow(
    String appId,
    String openId,
    String tenantKey,
    String name,
    @Nullable String enName,
    @Nullable String unionId,
    @Nullable String userId,
    @Nullable Sealed employeeNo,
    @Nullable Sealed mobile,
    @Nullable Sealed email,
    @Nullable Sealed enterpriseEmail,
    @Nullable String avatar,
    Instant updatedAt) {
  static final String TABLE = "app_user";
}
