package dev.larkspur.adapters.postgres;

import dev.larkspur.adapters.postgres.AuthSessionRow.CardColumns;
import dev.larkspur.adapters.postgres.AuthSessionRow.ClaimColumns;
import dev.larkspur.adapters.postgres.AuthSessionRow.DeviceColumns;
import dev.larkspur.adapters.postgres.AuthSessionRow.RedirectColumns;
import dev.larkspur.adapters.postgres.AuthSessionRow.SettledColumns;
import dev.larkspur.adapters.postgres.AuthSessionRow.State;
import dev.larkspur.adapters.postgres.AuthSessionRow.TokenColumns;
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
import dev.larkspur.domain.authorization.AuthSession.Settled;
import dev.larkspur.domain.authorization.AuthSession.Verifying;
import dev.larkspur.domain.authorization.AuthSession.Withdrawn;
import dev.larkspur.domain.authorization.AuthSessionId;
import dev.larkspur.domain.authorization.CardWish;
import dev.larkspur.domain.authorization.Claim;
import dev.larkspur.domain.authorization.DeviceCode;
import dev.larkspur.domain.authorization.FailureReason;
import dev.larkspur.domain.authorization.Redirect;
import dev.larkspur.domain.token.PlatformError;
import dev.larkspur.domain.token.Secret;
import dev.larkspur.domain.token.TokenPair;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes a session as a row of {@code larkspur.auth_session}; seals what is secret. */
@Singleton
final class SessionToRow {
  private final Seals seals;

  SessionToRow(Seals seals) {
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
        State.of(session),
        request.person().app().value(),
        request.person().openId().value(),
        request.method().name(),
        List.copyOf(request.scopes().names()),
        seal(new Secret(request.nonce().value()), "nonce", session.id()),
        card(request.card()),
        request.occasion().name(),
        request.requestedBy(),
        Storable.instant(request.createdAt()),
        expiresAt(session),
        claim(session),
        device(session),
        redirect(session),
        session instanceof Verifying s ? token(s.pair(), s.id()) : TokenColumns.NONE,
        session instanceof Settled s ? settled(s) : SettledColumns.NONE);
  }

  private static CardColumns card(CardWish card) {
    var template = card.template();
    return new CardColumns(
        card.to().kind().name(),
        card.to().id(),
        card.detail().name(),
        card.message(),
        card.privacy() == null ? null : card.privacy().toString(),
        template == null ? null : template.id(),
        template == null ? null : template.version());
  }

  private static @Nullable Instant expiresAt(AuthSession session) {
    return switch (session) {
      case Requested s -> Storable.instant(s.expiresAt());
      case Preparing s -> Storable.instant(s.expiresAt());
      case AwaitingConsent s -> Storable.instant(s.expiresAt());
      case Exchanging _, Verifying _, Settled _ -> null;
    };
  }

  private static ClaimColumns claim(AuthSession session) {
    return switch (session) {
      case Preparing s -> claim(s.claim());
      case Exchanging s -> claim(s.claim());
      case Verifying s -> claim(s.claim());
      case Requested _, AwaitingConsent _, Settled _ -> ClaimColumns.NONE;
    };
  }

  private static ClaimColumns claim(Claim claim) {
    return new ClaimColumns(claim.ticket(), claim.owner(), Storable.instant(claim.until()));
  }

  private DeviceColumns device(AuthSession session) {
    return session instanceof AwaitingConsent(_, DeviceCode code)
        ? new DeviceColumns(
            seal(code.value(), "device_code", session.id()),
            seal(code.link(), "device_link", session.id()),
            code.interval().toMillis())
        : DeviceColumns.NONE;
  }

  private RedirectColumns redirect(AuthSession session) {
    return session instanceof AwaitingConsent(_, Redirect redirect)
        ? new RedirectColumns(
            seal(redirect.state(), "redirect_state", session.id()),
            seal(redirect.verifier(), "redirect_verifier", session.id()),
            seal(redirect.link(), "redirect_link", session.id()))
        : RedirectColumns.NONE;
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
      case Granted s ->
          new SettledColumns(at, null, null, null, null, null, List.copyOf(s.scopes().names()));
      case Withdrawn _, Denied _, Expired _ -> SettledColumns.at(at);
      case Cancelled s -> {
        var by = s.by() == null ? null : s.by().value();
        yield new SettledColumns(at, by, null, null, null, null, null);
      }
      case Failed s -> failed(at, s.reason(), s.platform());
    };
  }

  private static SettledColumns failed(
      Instant at, FailureReason reason, @Nullable PlatformError platform) {
    return platform == null
        ? new SettledColumns(at, null, reason.name(), null, null, null, null)
        : new SettledColumns(
            at,
            null,
            reason.name(),
            Storable.text(platform.code()),
            Storable.textOrNull(platform.message()),
            Storable.textOrNull(platform.logId()),
            null);
  }

  private Sealed seal(Secret secret, String column, AuthSessionId id) {
    return seals.seal(secret, Place.of(AuthSessionRow.TABLE, column, id));
  }
}
