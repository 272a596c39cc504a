package dev.larkspur.adapters.postgres;

import static java.util.Objects.requireNonNull;

import dev.larkspur.adapters.postgres.AuthSessionRow.CardColumns;
import dev.larkspur.domain.authorization.AuthRequest;
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
import dev.larkspur.domain.authorization.AuthSessionId;
import dev.larkspur.domain.authorization.CardAddress;
import dev.larkspur.domain.authorization.CardTemplate;
import dev.larkspur.domain.authorization.CardWish;
import dev.larkspur.domain.authorization.Claim;
import dev.larkspur.domain.authorization.ConsentRequest;
import dev.larkspur.domain.authorization.DeviceCode;
import dev.larkspur.domain.authorization.FailureReason;
import dev.larkspur.domain.authorization.Method;
import dev.larkspur.domain.authorization.Nonce;
import dev.larkspur.domain.authorization.Occasion;
import dev.larkspur.domain.authorization.Redirect;
import dev.larkspur.domain.identity.AppId;
import dev.larkspur.domain.identity.OpenId;
import dev.larkspur.domain.identity.Person;
import dev.larkspur.domain.token.PlatformError;
import dev.larkspur.domain.token.RefreshToken;
import dev.larkspur.domain.token.Scopes;
import dev.larkspur.domain.token.Secret;
import dev.larkspur.domain.token.TokenPair;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads a session from its row in {@code larkspur.auth_session}; opens what was sealed. */
@Singleton
final class RowToSession {
  private final Seals seals;

  RowToSession(Seals seals) {
    this.seals = seals;
  }

  AuthSession session(AuthSessionRow row) {
    var request = request(row);
    return switch (row.state()) {
      case REQUESTED -> new Requested(request, requireNonNull(row.expiresAt()));
      case PREPARING -> new Preparing(request, claim(row), requireNonNull(row.expiresAt()));
      case AWAITING_CONSENT -> new AwaitingConsent(request, consent(row));
      case EXCHANGING -> new Exchanging(request, claim(row));
      case VERIFYING -> new Verifying(request, pair(row), claim(row));
      case GRANTED -> new Granted(request, settledAt(row), granted(row, request));
      case WITHDRAWN -> new Withdrawn(request, settledAt(row));
      case DENIED -> new Denied(request, settledAt(row));
      case EXPIRED -> new Expired(request, settledAt(row));
      case CANCELLED -> new Cancelled(request, settledAt(row), supersededBy(row));
      case FAILED -> new Failed(request, settledAt(row), reason(row), platform(row));
    };
  }

  private AuthRequest request(AuthSessionRow row) {
    var id = new AuthSessionId(row.id());
    return new AuthRequest(
        id,
        new Person(new AppId(row.appId()), new OpenId(row.openId())),
        Method.valueOf(row.method()),
        Scopes.of(row.scopes()),
        new Nonce(open(row.nonce(), "nonce", id).reveal()),
        wish(row.card()),
        Occasion.valueOf(row.occasion()),
        row.requestedBy(),
        row.createdAt());
  }

  private static CardWish wish(CardColumns card) {
    return new CardWish(
        new CardAddress(CardAddress.Kind.valueOf(card.toKind()), card.toId()),
        CardWish.Detail.valueOf(card.detail()),
        card.message(),
        card.privacy() == null ? null : URI.create(card.privacy()),
        card.template() == null ? null : new CardTemplate(card.template(), card.templateVersion()));
  }

  private static Claim claim(AuthSessionRow row) {
    var claim = row.claim();
    return new Claim(
        requireNonNull(claim.ticket()),
        requireNonNull(claim.owner()),
        requireNonNull(claim.until()));
  }

  private ConsentRequest consent(AuthSessionRow row) {
    return row.redirect().state() == null ? device(row) : redirect(row, row.redirect().state());
  }

  private Redirect redirect(AuthSessionRow row, Sealed state) {
    var id = new AuthSessionId(row.id());
    var redirect = row.redirect();
    return new Redirect(
        open(state, "redirect_state", id),
        open(requireNonNull(redirect.verifier()), "redirect_verifier", id),
        open(requireNonNull(redirect.link()), "redirect_link", id),
        requireNonNull(row.expiresAt()));
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

  private static Scopes granted(AuthSessionRow row, AuthRequest request) {
    var scopes = row.settled().scopes();
    return scopes == null ? request.scopes() : Scopes.of(scopes);
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

  private Secret open(Sealed sealed, String column, AuthSessionId id) {
    return seals.open(sealed, Place.of(AuthSessionRow.TABLE, column, id));
  }
}
