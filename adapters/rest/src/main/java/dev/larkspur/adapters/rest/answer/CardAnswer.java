package dev.larkspur.adapters.rest.answer;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.larkspur.application.authorization.port.CardReport;
import dev.larkspur.domain.token.PlatformError;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How far the card of an authorization has come. */
@Schema(
    name = "CardReport",
    description = "How far the card has come; told when the authorization is read")
@JsonInclude(JsonInclude.Include.NON_NULL)
@Serdeable
public record CardAnswer(
    CardState state,
    @Schema(description = "Made in vain since the card last had to change", example = "0")
        int attempts,
    @Nullable Trouble error) {

  /** What came of the last attempt. */
  @Schema(name = "CardError", description = "Why the last attempt was in vain, if it was")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Serdeable
  public record Trouble(
      @Schema(
              description = "The platform's own code, or `unavailable` if it did not answer",
              example = "230020")
          String code,
      @Schema(example = "The message is sent too often") @Nullable String message) {
    static Trouble of(PlatformError error) {
      return new Trouble(error.code(), error.message());
    }
  }

  static CardAnswer of(CardReport report) {
    var error = report.error();
    return new CardAnswer(
        CardState.of(report.progress()),
        report.attempts(),
        error == null ? null : Trouble.of(error));
  }
}
