package dev.larkspur.adapters.postgres;

import static java.util.Objects.requireNonNull;

import dev.larkspur.adapters.postgres.AuthSessionRow.CardColumns;
import dev.larkspur.adapters.postgres.AuthSessionRow.ClaimColumns;
import dev.larkspur.adapters.postgres.AuthSessionRow.DeviceColumns;
import dev.larkspur.adapters.postgres.AuthSessionRow.SettledColumns;
import dev.larkspur.adapters.postgres.AuthSessionRow.State;
import dev.larkspur.adapters.postgres.AuthSessionRow.TokenColumns;
import dev.larkspur.domain.authorization.AuthRequest;
import dev.larkspur.domain.authorization.AuthSession;
import dev.larkspur.domain.authorization.AuthSession.AwaitingConsent;
import dev.larkspur.domain.authorization.AuthSession.Cancelled;
import dev.larkspur.domain.authorization.AuthSession.Denied;
import dev.larkspur.domain.authorization.AuthSession.Expired;
import dev.larkspur.domain.authorization.AuthSession.Failed;
import dev.larkspur.domain.authorization.AuthSession.Granted;
import dev.larkspur.domain.authorization.AuthSession.Preparing;
import dev.larkspur.domain.authorization.AuthSession.Requested;
import dev.larkspur.domain.authorization.AuthSession.Settled;
import dev.larkspur.domain.authorization.AuthSession.Verifying;
import dev.larkspur.domain.authorization.AuthSessionId;
import dev.larkspur.domain.authorization.CardAddress;
import dev.larkspur.domain.authorization.CardWish;
import dev.larkspur.domain.authorization.Claim;
import dev.larkspur.domain.authorization.DeviceCode;
import dev.larkspur.domain.authorization.FailureReason;
import dev.larkspur.domain.authorization.Method;
import dev.larkspur.domain.authorization.Nonce;
import dev.larkspur.domain.authorization.PlatformError;
import dev.larkspur.domain.identity.AppId;
import dev.larkspur.domain.identity.OpenId;
import dev.larkspur.domain.identity.Person;
import dev.larkspur.domain.token.RefreshToken;
import dev.larkspur.domain.token.Scopes;
import dev.larkspur.domain.token.Secret;
import dev.larkspur.domain.token.TokenPair;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Sessions as rows, and rows as sessions. */
@Singleton
final class SessionTranslation {
  private static final String TABLE = "auth_session";

  private final Seals seals;

  SessionTranslation(Seals seals) {
    this.seals = seals;
  }

  /**
   * @param version of the row that is to be changed; any for a new one
   */
  AuthSessionRow row(AuthSession session, long version) {
    var request = session.request();
    return new AuthSessionRow(
        request.id().value(),
        version,
        state(session),
        request.person().app().value(),
        request.person().openId().value(),
        request.method().name(),
        List.copyOf(request.scopes().names()),
        seal(new Secret(request.nonce().value()), "nonce", session.id()),
        card(request.card()),
        request.requestedBy(),
        Storable.instant(request.createdAt()),
        expiresAt(session),
        claim(session),
        session instanceof AwaitingConsent s ? device(s.code(), s.id()) : DeviceColumns.NONE,
        session instanceof Verifying s ? token(s.pair(), s.id()) : TokenColumns.NONE,
        session instanceof Settled s ? settled(s) : SettledColumns.NONE);
  }

  static State state(AuthSession session) {
    return switch (session) {
      case Requested _ -> State.REQUESTED;
      case Preparing _ -> State.PREPARING;
      case AwaitingConsent _ -> State.AWAITING_CONSENT;
      case Verifying _ -> State.VERIFYING;
      case Granted _ -> State.GRANTED;
      case Denied _ -> State.DENIED;
      case Expired _ -> State.EXPIRED;
      case Cancelled _ -> State.CANCELLED;
      case Failed _ -> State.FAILED;
    };
  }

  private static CardColumns card(CardWish card) {
    return new CardColumns(
        card.to().kind().name(),
        card.to().id(),
        card.detail().name(),
        card.message(),
        card.privacy() == null ? null : card.privacy().toString());
  }

  private static @Nullable Instant expiresAt(AuthSession session) {
    return switch (session) {
      case Requested s -> Storable.instant(s.expiresAt());
      case Preparing s -> Storable.instant(s.expiresAt());
      case AwaitingConsent s -> Storable.instant(s.expiresAt());
      case Verifying _, Settled _ -> null;
    };
  }

  private static ClaimColumns claim(AuthSession session) {
    return switch (session) {
      case Preparing s -> claim(s.claim());
      case Verifying s -> claim(s.claim());
      case Requested _, AwaitingConsent _, Settled _ -> ClaimColumns.NONE;
    };
  }

  private static ClaimColumns claim(Claim claim) {
    return new ClaimColumns(claim.ticket(), claim.owner(), Storable.until(claim));
  }

  private DeviceColumns device(DeviceCode code, AuthSessionId id) {
    return new DeviceColumns(
        seal(code.value(), "device_code", id),
        seal(code.link(), "device_link", id),
        code.interval().toMillis());
  }

  private TokenColumns token(TokenPair pair, AuthSessionId id) {
    var refresh = pair.refresh();
    return new TokenColumns(
        seal(pair.access(), "token_access", id),
        refresh == null ? null : seal(refresh.value(), "token_refresh", id),
        Storable.instant(pair.issuedAt()),
        Storable.instant(pair.expiresAt()),
        refresh == null ? null : Storable.instant(refresh.expiresAt()),
        List.copyOf(pair.scopes().names()));
  }

  private static SettledColumns settled(Settled session) {
    var at = Storable.instant(session.at());
    return switch (session) {
      case Granted _, Denied _, Expired _ -> new SettledColumns(at, null, null, null, null, null);
      case Cancelled s -> {
        var by = s.by() == null ? null : s.by().value();
        yield new SettledColumns(at, by, null, null, null, null);
      }
      case Failed s -> failed(at, s.reason(), s.platform());
    };
  }

  private static SettledColumns failed(
      Instant at, FailureReason reason, @Nullable PlatformError platform) {
    return platform == null
        ? new SettledColumns(at, null, reason.name(), null, null, null)
        : new SettledColumns(
            at,
            null,
            reason.name(),
            Storable.text(platform.code()),
            Storable.textOrNull(platform.message()),
            Storable.textOrNull(platform.logId()));
  }

  AuthSession session(AuthSessionRow row) {
    var request = request(row);
    return switch (row.state()) {
      case REQUESTED -> new Requested(request, requireNonNull(row.expiresAt()));
      case PREPARING -> new Preparing(request, claim(row), requireNonNull(row.expiresAt()));
      case AWAITING_CONSENT -> new AwaitingConsent(request, device(row));
      case VERIFYING -> new Verifying(request, pair(row), claim(row));
      case GRANTED -> new Granted(request, settledAt(row));
      case DENIED -> new Denied(request, settledAt(row));
      case EXPIRED -> new Expired(request, settledAt(row));
      case CANCELLED -> new Cancelled(request, settledAt(row), supersededBy(row));
      case FAILED -> new Failed(request, settledAt(row), reason(row), platform(row));
    };
  }

  private AuthRequest request(AuthSessionRow row) {
    var id = new AuthSessionId(row.id());
    var card = row.card();
    return new AuthRequest(
        id,
        new Person(new AppId(row.appId()), new OpenId(row.openId())),
        Method.valueOf(row.method()),
        Scopes.of(row.scopes()),
        new Nonce(open(row.nonce(), "nonce", id).reveal()),
        new CardWish(
            new CardAddress(CardAddress.Kind.valueOf(card.toKind()), card.toId()),
            CardWish.Detail.valueOf(card.detail()),
            card.message(),
            card.privacy() == null ? null : URI.create(card.privacy())),
        row.requestedBy(),
        row.createdAt());
  }

  private static Claim claim(AuthSessionRow row) {
    var claim = row.claim();
    return new Claim(
        requireNonNull(claim.ticket()),
        requireNonNull(claim.owner()),
        requireNonNull(claim.until()));
  }

  private DeviceCode device(AuthSessionRow row) {
    var id = new AuthSessionId(row.id());
    var device = row.device();
    return new DeviceCode(
        open(requireNonNull(device.code()), "device_code", id),
        open(requireNonNull(device.link()), "device_link", id),
        Duration.ofMillis(requireNonNull(device.intervalMs())),
        requireNonNull(row.expiresAt()));
  }

  private TokenPair pair(AuthSessionRow row) {
    var id = new AuthSessionId(row.id());
    var token = row.token();
    var refresh =
        token.refresh() == null
            ? null
            : new RefreshToken(
                open(token.refresh(), "token_refresh", id),
                requireNonNull(token.refreshExpiresAt()));
    return new TokenPair(
        open(requireNonNull(token.access()), "token_access", id),
        requireNonNull(token.issuedAt()),
        requireNonNull(token.expiresAt()),
        refresh,
        Scopes.of(requireNonNull(token.scopes())));
  }

  private static Instant settledAt(AuthSessionRow row) {
    return requireNonNull(row.settled().at());
  }

  private static @Nullable AuthSessionId supersededBy(AuthSessionRow row) {
    UUID by = row.settled().supersededBy();
    return by == null ? null : new AuthSessionId(by);
  }

  private static FailureReason reason(AuthSessionRow row) {
    return FailureReason.valueOf(requireNonNull(row.settled().reason()));
  }

  private static @Nullable PlatformError platform(AuthSessionRow row) {
    var settled = row.settled();
    return settled.platformCode() == null
        ? null
        : new PlatformError(
            settled.platformCode(), settled.platformMessage(), settled.platformLogId());
  }

  private Sealed seal(Secret secret, String column, AuthSessionId id) {
    return seals.seal(secret, Place.of(TABLE, column, id));
  }

  private Secret open(Sealed sealed, String column, AuthSessionId id) {
    return seals.open(sealed, Place.of(TABLE, column, id));
  }
}
