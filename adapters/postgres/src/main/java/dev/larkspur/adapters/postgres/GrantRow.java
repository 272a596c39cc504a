package dev.larkspur.adapters.postgres;

import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.model.DataType;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code larkspur.grants}.
 *
 * @param version as it was read; the store makes it one more
 */
@MappedEntity(value = GrantRow.TABLE, schema = "larkspur")
record GrantRow(
    String appId,
    String openId,
    long version,
    long epoch,
    UUID consentSession,
    Instant consentedAt,
    @Nullable Sealed accessToken,
    @Nullable Sealed refreshToken,
    @Nullable Instant issuedAt,
    @Nullable Instant expiresAt,
    @Nullable Instant refreshExpiresAt,
    @TypeDef(type = DataType.STRING_ARRAY) @Nullable List<String> scopes,
    boolean wanted,
    State renewal,
    @Nullable UUID attemptId,
    @Nullable String attemptOwner,
    @Nullable Instant attemptStartedAt,
    @Nullable Instant attemptUntil,
    int setbacks,
    Instant notBefore,
    @Nullable String endedWhy,
    @Nullable Instant endedAt,
    @Nullable String errorCode,
    @Nullable String errorMessage,
    @Nullable String errorLogId,
    @Nullable Instant askedAt,
    @Nullable Instant dueAt,
    @Nullable Instant deadline,
    @Nullable Instant askAt) {

  static final String TABLE = "grants";

  /** What has been done with its refresh token; REVOKED: there is none any more. */
  enum State {
    UNSPENT,
    PRESENTED,
    PROBED,
    ENDED,
    REVOKED
  }
}
