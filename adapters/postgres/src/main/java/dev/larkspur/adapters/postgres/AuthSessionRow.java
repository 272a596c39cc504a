package dev.larkspur.adapters.postgres;

import dev.larkspur.domain.authorization.AuthSession;
import dev.larkspur.domain.authorization.AuthSession.AwaitingConsent;
import dev.larkspur.domain.authorization.AuthSession.Cancelled;
import dev.larkspur.domain.authorization.AuthSession.Denied;
import dev.larkspur.domain.authorization.AuthSession.Exchanging;
import dev.larkspur.domain.authorization.AuthSession.Expired;
import dev.larkspur.domain.authorization.AuthSession.Failed;
import dev.larkspur.domain.authorization.AuthSession.Granted;
import dev.larkspur.domain.authorization.AuthSession.Preparing;
import dev.larkspur.domain.authorization.AuthSession.Requested;
import dev.larkspur.domain.authorization.AuthSession.Verifying;
import dev.larkspur.domain.authorization.AuthSession.Withdrawn;
import io.micronaut.data.annotation.Embeddable;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Relation;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.annotation.Version;
import io.micronaut.data.model.DataType;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of {@code larkspur.auth_session}; one per session. */
@MappedEntity(value = AuthSessionRow.TABLE, schema = "larkspur")
record AuthSessionRow(
    @Id UUID id,
    @Version long version,
    State state,
    String appId,
    String openId,
    String method,
    @TypeDef(type = DataType.STRING_ARRAY) List<String> scopes,
    Sealed nonce,
    @Relation(Relation.Kind.EMBEDDED) CardColumns card,
    String occasion,
    UUID requestedBy,
    Instant createdAt,
    @Nullable Instant expiresAt,
    @Relation(Relation.Kind.EMBEDDED) ClaimColumns claim,
    @Relation(Relation.Kind.EMBEDDED) DeviceColumns device,
    @Relation(Relation.Kind.EMBEDDED) RedirectColumns redirect,
    @Relation(Relation.Kind.EMBEDDED) TokenColumns token,
    @Relation(Relation.Kind.EMBEDDED) SettledColumns settled) {
  static final String TABLE = "auth_session";

  /** The states of {@link AuthSession} by their names in the table. */
  enum State {
    REQUESTED,
    PREPARING,
    AWAITING_CONSENT,
    EXCHANGING,
    VERIFYING,
    GRANTED,
    WITHDRAWN,
    DENIED,
    EXPIRED,
    CANCELLED,
    FAILED;

    static State of(AuthSession session) {
      return switch (session) {
        case Requested _ -> REQUESTED;
        case Preparing _ -> PREPARING;
        case AwaitingConsent _ -> AWAITING_CONSENT;
        case Exchanging _ -> EXCHANGING;
        case Verifying _ -> VERIFYING;
        case Granted _ -> GRANTED;
        case Withdrawn _ -> WITHDRAWN;
        case Denied _ -> DENIED;
        case Expired _ -> EXPIRED;
        case Cancelled _ -> CANCELLED;
        case Failed _ -> FAILED;
      };
    }
  }

  /** How the card is wished for. */
  @Embeddable
  record CardColumns(
      String toKind,
      String toId,
      String detail,
      @Nullable String message,
      @Nullable String privacy,
      @Nullable String template,
      @Nullable String templateVersion) {}

  /** Who is at work on it. */
  @Embeddable
  record ClaimColumns(@Nullable UUID ticket, @Nullable String owner, @Nullable Instant until) {
    static final ClaimColumns NONE = new ClaimColumns(null, null, null);
  }

  /** The device authorization in progress. */
  @Embeddable
  record DeviceColumns(@Nullable Sealed code, @Nullable Sealed link, @Nullable Long intervalMs) {
    static final DeviceColumns NONE = new DeviceColumns(null, null, null);
  }

  /** The authorization code grant in progress. */
  @Embeddable
  record RedirectColumns(@Nullable Sealed state, @Nullable Sealed verifier, @Nullable Sealed link) {
    static final RedirectColumns NONE = new RedirectColumns(null, null, null);
  }

  /** The pair whose owner is not known yet. */
  @Embeddable
  record TokenColumns(
      @Nullable Sealed access,
      @Nullable Sealed refresh,
      @Nullable Instant issuedAt,
      @Nullable Instant expiresAt,
      @Nullable Instant refreshExpiresAt,
      @TypeDef(type = DataType.STRING_ARRAY) @Nullable List<String> scopes) {
    static final TokenColumns NONE = new TokenColumns(null, null, null, null, null, null);
  }

  /** How it ended. */
  @Embeddable
  record SettledColumns(
      @Nullable Instant at,
      @Nullable UUID supersededBy,
      @Nullable String reason,
      @Nullable String platformCode,
      @Nullable String platformMessage,
      @Nullable String platformLogId,
      @TypeDef(type = DataType.STRING_ARRAY) @Nullable List<String> scopes) {
    static final SettledColumns NONE = new SettledColumns(null, null, null, null, null, null, null);

    static SettledColumns at(Instant at) {
      return new SettledColumns(at, null, null, null, null, null, null);
    }
  }
}
