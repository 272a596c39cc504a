package dev.larkspur.adapters.rest.answer;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.larkspur.application.token.port.Apps;
import dev.larkspur.domain.connection.Connection;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** The long connections of all instances, by app. */
@Schema(name = "Connections", description = "The long connections of all instances, by app")
@JsonInclude(JsonInclude.Include.ALWAYS)
@Serdeable
public record ConnectionsAnswer(List<OfApp> apps) {
  private static final String NONE = "none";

  /** Those of one app. */
  @Schema(name = "AppConnections", description = "The long connections of one app")
  @JsonInclude(JsonInclude.Include.ALWAYS)
  @Serdeable(naming = SnakeCaseStrategy.class)
  public record OfApp(
      @Schema(example = "cli_a1b2c3") String appId,
      @Schema(description = "As it is called in the settings", example = "main") String name,
      @Schema(
              description =
                  "That of its best connection: connected, connecting, reconnecting, degraded; or"
                      + " none, if no instance has any",
              example = "connected")
          String state,
      List<One> connections) {}

  /** One of them. */
  @Schema(name = "Connection", description = "A long connection, as its instance told last")
  @JsonInclude(JsonInclude.Include.ALWAYS)
  @Serdeable(naming = SnakeCaseStrategy.class)
  public record One(
      @Schema(description = "Which of the 50 that an app may have", example = "0") int slot,
      @Schema(description = "Whose it is", example = "larkspur-7d9f-1") String instance,
      @Schema(example = "connected") String state,
      @Schema(description = "Since when it is in this state") Instant since,
      @Schema(description = "Failures in a row", example = "0") int failures,
      @Schema(description = "Why it is so", example = "connected") String reason) {}

  public static ConnectionsAnswer of(List<Apps.App> apps, List<Connection> held) {
    return new ConnectionsAnswer(
        apps.stream()
            .map(app -> of(app, held.stream().filter(c -> c.app().equals(app.id())).toList()))
            .toList());
  }

  private static OfApp of(Apps.App app, List<Connection> held) {
    var best =
        held.stream()
            .map(connection -> connection.status().state())
            .min(Enum::compareTo)
            .map(ConnectionsAnswer::lowerCase)
            .orElse(NONE);
    return new OfApp(
        app.id().value(), app.name(), best, held.stream().map(ConnectionsAnswer::one).toList());
  }

  private static One one(Connection connection) {
    var status = connection.status();
    return new One(
        connection.slot(),
        connection.instance(),
        lowerCase(status.state()),
        Times.shown(status.since()),
        status.failures(),
        status.reason());
  }

  private static String lowerCase(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
