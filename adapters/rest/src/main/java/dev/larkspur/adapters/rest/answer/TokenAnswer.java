package dev.larkspur.adapters.rest.answer;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.larkspur.application.token.UserToken;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;

/**
 * A person's token. Holds the secret in the clear, for this one answer: it prints itself masked.
 */
@Schema(name = "Token", description = "A person's token")
@JsonInclude(JsonInclude.Include.ALWAYS)
@Serdeable(naming = SnakeCaseStrategy.class)
public record TokenAnswer(
    @Schema(example = "u-7Kf3…") String accessToken,
    @Schema(example = "Bearer") String tokenType,
    Instant expiresAt,
    @Schema(description = "Seconds that remain", example = "5400") long expiresIn,
    @Schema(example = "[\"docx:document:readonly\", \"offline_access\"]") List<String> scopes,
    @Schema(description = "Grows with every new token of this person", example = "1") long epoch,
    @Schema(example = "cli_a1b2c3") String appId,
    @Schema(example = "ou_d4e5f6") String openId,
    GrantStateName state) {

  public static TokenAnswer of(UserToken token) {
    return new TokenAnswer(
        token.access().reveal(),
        "Bearer",
        Times.shown(token.expiresAt()),
        token.left().toSeconds(),
        List.copyOf(token.scopes().names()),
        token.epoch(),
        token.person().app().value(),
        token.person().openId().value(),
        token.uncertain() ? GrantStateName.UNCERTAIN : GrantStateName.ACTIVE);
  }

  @Override
  public String toString() {
    return "TokenAnswer[" + appId + ", " + openId + ", epoch " + epoch + ", …]";
  }
}
