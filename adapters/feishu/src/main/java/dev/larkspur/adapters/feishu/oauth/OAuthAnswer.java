package dev.larkspur.adapters.feishu.oauth;

import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import dev.larkspur.adapters.feishu.HttpAnswer;
import dev.larkspur.domain.token.PlatformError;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An OAuth endpoint's answer: {@code {"code", "error", "error_description"}} or the good news. */
final class OAuthAnswer {
  private static final int BAD_REQUEST = 400;
  private static final int LIMITED = 429;
  private static final int OUT_OF_ORDER = 500;
  private static final BigDecimal LONGEST_LIFE =
      BigDecimal.valueOf(Duration.ofDays(400).toSeconds());

  private final HttpAnswer http;
  private final JsonObject body;

  private OAuthAnswer(HttpAnswer http, JsonObject body) {
    this.http = http;
    this.body = body;
  }

  static OAuthAnswer of(HttpAnswer http) {
    return new OAuthAnswer(http, http.json().orElseGet(JsonObject::new));
  }

  /**
   * Judges by the body, not by the HTTP status, which the platform sets as it pleases.
   *
   * @param sign the field without which it is not what was asked for
   */
  Verdict verdict(String sign) {
    if (text(sign).isPresent() && error().isEmpty() && code() == 0) {
      return Verdict.GOOD;
    }
    return byOperatorsCode()
        .or(this::byName)
        .or(this::byPersonsCode)
        .or(this::byDescription)
        .orElseGet(this::byStatus);
  }

  /** What it means for a refresh token that it does not come with a pair. */
  RefreshMeaning refusal() {
    if (http.status() == LIMITED) {
      return RefreshMeaning.LIMITED;
    }
    var byCode = RefreshMeaning.BY_CODE.get(code());
    if (byCode != null) {
      return byCode;
    }
    // a number that we do not know, or a failure behind a gateway, leaves everything open
    return code() == 0 && http.status() < OUT_OF_ORDER
        ? RefreshMeaning.BY_NAME.getOrDefault(error(), RefreshMeaning.UNKNOWN)
        : RefreshMeaning.UNKNOWN;
  }

  /** Revocation says nothing when it is done; what is not even JSON comes from no such endpoint. */
  Verdict revocation() {
    if (isComplaint() || http.status() == LIMITED || http.status() >= OUT_OF_ORDER) {
      return verdict("");
    }
    return http.status() < BAD_REQUEST ? Verdict.GOOD : Verdict.REFUSED;
  }

  /** Codes about the app or the platform: they hold whatever the error is called. */
  private Optional<Verdict> byOperatorsCode() {
    return Optional.ofNullable(
        switch (code()) {
          case 99991400 -> Verdict.RATE_LIMITED;
          case 20050, 20072, 2200, 5000, 1000040343 -> Verdict.UNAVAILABLE;
          case 20002,
              20009,
              20010,
              20029,
              20048,
              20069,
              20071,
              10014,
              10015,
              99991543,
              99991662,
              99991673 ->
              Verdict.MISCONFIGURED;
          case 20027, 20067, 20068 -> Verdict.SCOPES_REFUSED;
          default -> null;
        });
  }

  private Optional<Verdict> byName() {
    return Optional.ofNullable(
        switch (error()) {
          case "authorization_pending" -> Verdict.PENDING;
          case "slow_down" -> Verdict.SLOW_DOWN;
          case "access_denied" -> Verdict.PERSON_REFUSED;
          case "expired_token" -> Verdict.CODE_EXPIRED;
          case "invalid_grant" -> Verdict.CODE_SPENT;
          case "invalid_token" -> Verdict.TOKEN_WORTHLESS;
          case "invalid_client", "unauthorized_client" -> Verdict.MISCONFIGURED;
          case "invalid_scope" -> Verdict.SCOPES_REFUSED;
          case "server_error", "temporarily_unavailable" -> Verdict.UNAVAILABLE;
          default -> null;
        });
  }

  /** Codes about the one code or token that was presented. */
  private Optional<Verdict> byPersonsCode() {
    return Optional.ofNullable(
        switch (code()) {
          case 20004 -> Verdict.CODE_EXPIRED;
          case 20003, 20065 -> Verdict.CODE_SPENT;
          default -> null;
        });
  }

  private Optional<Verdict> byDescription() {
    // device_authorization names a scope that is not enabled only so
    return text("error_description")
        .filter(words -> words.contains("scope list contains invalid"))
        .map(_ -> Verdict.SCOPES_REFUSED);
  }

  private Verdict byStatus() {
    if (http.status() == LIMITED) {
      return Verdict.RATE_LIMITED;
    }
    return !isComplaint() || http.status() >= OUT_OF_ORDER ? Verdict.UNAVAILABLE : Verdict.REFUSED;
  }

  /** Whether it complains by name or code. */
  boolean isComplaint() {
    return !error().isEmpty() || code() != 0;
  }

  /** A field that is a text or a number, and not empty. */
  Optional<String> text(String field) {
    return body.get(field) instanceof JsonPrimitive value && !value.getAsString().isEmpty()
        ? Optional.of(value.getAsString())
        : Optional.empty();
  }

  /** A field that tells a life in seconds; empty if it does not. */
  Optional<Duration> seconds(String field) {
    return text(field)
        .flatMap(OAuthAnswer::number)
        .filter(seconds -> seconds.signum() > 0)
        .map(seconds -> Duration.ofSeconds(seconds.min(LONGEST_LIFE).longValue()));
  }

  Duration wanted() {
    return http.wanted();
  }

  PlatformError error(@Nullable String secret) {
    var code = code() == 0 ? error() : Integer.toString(code());
    var words = text("error_description").or(() -> text("msg")).orElse(error());
    var safe = secret == null ? words : words.replace(secret, "…");
    return http.error(code.isEmpty() ? "http_" + http.status() : code, safe);
  }

  private int code() {
    return text("code").flatMap(OAuthAnswer::number).map(BigDecimal::intValue).orElse(0);
  }

  private String error() {
    return text("error").orElse("");
  }

  private static Optional<BigDecimal> number(String text) {
    try {
      return text.length() > 20 ? Optional.empty() : Optional.of(new BigDecimal(text));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  @Override
  public String toString() {
    return http + ", code " + code() + " " + error();
  }
}
