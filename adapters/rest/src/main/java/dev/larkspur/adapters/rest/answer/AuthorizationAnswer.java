package dev.larkspur.adapters.rest.answer;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.larkspur.application.authorization.WatchSession.Seen;
import dev.larkspur.application.authorization.port.CardReport;
import dev.larkspur.domain.authorization.AuthSession;
import dev.larkspur.domain.token.PlatformError;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An authorization as callers see it. */
@Schema(name = "Authorization", description = "A request for a person's consent")
@JsonInclude(JsonInclude.Include.NON_NULL)
@Serdeable(naming = SnakeCaseStrategy.class)
public record AuthorizationAnswer(
    UUID id,
    @Schema(example = "cli_a1b2c3") String appId,
    @Schema(example = "ou_d4e5f6") String openId,
    @Schema(example = "websocket_card") String method,
    AuthorizationState state,
    @Schema(example = "[\"docx:document:readonly\", \"offline_access\"]") List<String> scopes,
    Instant createdAt,
    @Schema(description = "Until when the person can answer; once settled, when that was")
        Instant expiresAt,
    @Schema(description = "With completed: since when the token can be looked up")
        @Nullable Instant completedAt,
    @Schema(
            description =
                "With device_link and oauth, while consent is awaited: where the person can"
                    + " consent. Whoever has it can; only the consent of the person asked counts",
            example = "https://accounts.feishu.cn/oauth/v1/device/verify?flow_id=1&user_code=A1-B2")
        @Nullable String authorizeUrl,
    @Schema(
            description =
                "With failed: wrong_account, card_undeliverable, scopes_refused, app_misconfigured,"
                    + " code_spent or platform_refused. With cancelled: superseded, if another"
                    + " request took its place",
            example = "wrong_account")
        @Nullable String reason,
    @Schema(description = "With failed: the platform's own code") @Nullable String platformCode,
    @Schema(description = "With failed: what the platform's support asks for")
        @Nullable String logId,
    @Schema(description = "With superseded: the authorization that asks for more in its stead")
        @Nullable UUID supersededBy,
    @Nullable CardAnswer card) {

  public static AuthorizationAnswer of(AuthSession session) {
    return of(session, null);
  }

  public static AuthorizationAnswer of(Seen seen) {
    return of(seen.session(), seen.card());
  }

  /**
   * @param card null: not looked for
   */
  public static AuthorizationAnswer of(AuthSession session, @Nullable CardReport card) {
    var request = session.request();
    var error = platformError(session);
    return new AuthorizationAnswer(
        request.id().value(),
        request.person().app().value(),
        request.person().openId().value(),
        lowerCase(request.method()),
        AuthorizationState.of(session),
        List.copyOf(request.scopes().names()),
        Times.shown(request.createdAt()),
        Times.shown(end(session)),
        session instanceof AuthSession.Granted(_, var at, _) ? Times.shown(at) : null,
        authorizeUrl(session),
        reason(session),
        error == null ? null : error.code(),
        error == null ? null : error.logId(),
        session instanceof AuthSession.Cancelled(_, _, var by) && by != null ? by.value() : null,
        card == null ? null : CardAnswer.of(card));
  }

  private static Instant end(AuthSession session) {
    return switch (session) {
      case AuthSession.Open open -> open.expiresAt();
      case AuthSession.Settled settled -> settled.at();
    };
  }

  /** Where it is for the person alone to press, the link is for the person's card alone. */
  private static @Nullable String authorizeUrl(AuthSession session) {
    return session instanceof AuthSession.AwaitingConsent(var request, var consent)
            && !request.method().waitsForPress()
        ? consent.link().reveal()
        : null;
  }

  private static @Nullable String reason(AuthSession session) {
    return switch (session) {
      case AuthSession.Failed failed -> lowerCase(failed.reason());
      case AuthSession.Cancelled cancelled when cancelled.by() != null -> "superseded";
      default -> null;
    };
  }

  private static @Nullable PlatformError platformError(AuthSession session) {
    return session instanceof AuthSession.Failed failed ? failed.platform() : null;
  }

  private static String lowerCase(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
