package dev.larkspur.adapters.feishu.doctor;

import dev.larkspur.adapters.feishu.FeishuApp;
import dev.larkspur.adapters.feishu.HttpAnswer;
import dev.larkspur.adapters.feishu.TenantToken.Asked;
import dev.larkspur.adapters.feishu.oauth.FeishuDeviceAuthorization;
import dev.larkspur.application.authorization.port.ConsentRequests.Begun;
import dev.larkspur.application.authorization.port.TokenEndpoint;
import dev.larkspur.application.token.port.TokenRefresh;
import dev.larkspur.domain.identity.OpenId;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The app that is looked over, with what it was asked so far: each question is put once. */
final class Patient {
  /** By which Larkspur speaks to the platform otherwise too. */
  record Ways(
      FeishuDeviceAuthorization devices,
      TokenEndpoint tokens,
      TokenRefresh refreshes,
      InstantSource clock) {}

  /** An answer, and when it was there. */
  private record Timed(HttpAnswer http, Instant at) {}

  private final FeishuApp app;
  private final Ways ways;
  private final @Nullable OpenId to;
  private final Supplier<Asked> tenantToken;
  private final Supplier<Optional<Timed>> bot;
  private final Supplier<Optional<Timed>> application;
  private final Supplier<Begun> deviceCode;

  /**
   * @param to who gets a test card; null: nobody
   */
  Patient(FeishuApp app, Ways ways, @Nullable OpenId to) {
    this.app = app;
    this.ways = ways;
    this.to = to;
    this.tenantToken = new Once<>(app.tenantToken()::ask);
    this.bot = new Once<>(() -> ask("/open-apis/bot/v3/info"));
    this.application =
        new Once<>(() -> ask("/open-apis/application/v6/applications/" + app.id() + "?lang=en_us"));
    this.deviceCode = new Once<>(() -> ways.devices().begin(app.id(), app.scopes()));
  }

  FeishuApp app() {
    return app;
  }

  Ways ways() {
    return ways;
  }

  @Nullable OpenId to() {
    return to;
  }

  Asked tenantToken() {
    return tenantToken.get();
  }

  Reply bot() {
    return reply(bot.get(), "asking about the bot");
  }

  /** The app's own settings, so far as it may see them. */
  Reply application() {
    return reply(application.get(), "asking for the app's settings");
  }

  /** A device code for the app's usual scopes. Nobody is shown its link; it ends by itself. */
  Begun deviceCode() {
    return deviceCode.get();
  }

  /** How far the platform's clock is ahead of ours; empty if it does not say. */
  Optional<Duration> ahead() {
    return bot.get().flatMap(Patient::ahead);
  }

  private static Optional<Duration> ahead(Timed answer) {
    try {
      return answer
          .http()
          .headers()
          .firstValue("Date")
          .map(date -> DateTimeFormatter.RFC_1123_DATE_TIME.parse(date, Instant::from))
          .map(date -> Duration.between(answer.at(), date));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private static Reply reply(Optional<Timed> answer, String doing) {
    return answer.map(it -> Reply.of(it.http(), doing)).orElseGet(Reply.NotAsked::new);
  }

  private Optional<Timed> ask(String path) {
    return switch (tenantToken()) {
      case Asked.Refused _ -> Optional.empty();
      case Asked.Have(var token) -> {
        var request =
            HttpRequest.newBuilder(app.open(path))
                .header("Authorization", "Bearer " + token.reveal())
                .build();
        var http = app.http().send(request, "asking the open API");
        yield Optional.of(new Timed(http, ways.clock().instant()));
      }
    };
  }
}
