package dev.larkspur.adapters.rest.answer;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.larkspur.domain.identity.Person;
import dev.larkspur.domain.identity.Profile;
import dev.larkspur.domain.token.Grant;
import dev.larkspur.domain.token.Grant.Held;
import dev.larkspur.domain.token.Grant.Revoked;
import dev.larkspur.domain.token.Renewal;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import io.swagger.v3.oas.annotations.media.Schema;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A person's standing consent, without its secrets. */
@Schema(name = "Grant", description = "A person's standing consent, without its secrets")
@JsonInclude(JsonInclude.Include.NON_NULL)
@Serdeable(naming = SnakeCaseStrategy.class)
public record GrantAnswer(
    @Schema(example = "cli_a1b2c3") String appId,
    @Schema(example = "ou_d4e5f6") String openId,
    GrantStateName state,
    @Schema(example = "[\"docx:document:readonly\", \"offline_access\"]") List<String> scopes,
    @Schema(description = "When the person last consented") Instant consentedAt,
    @Schema(description = "When the present token was issued") @Nullable Instant issuedAt,
    @Schema(description = "When the present token ends") @Nullable Instant expiresAt,
    @Schema(description = "When the refresh token ends, if there is one")
        @Nullable Instant refreshExpiresAt,
    @Schema(description = "When it was withdrawn, if it was") @Nullable Instant revokedAt,
    @Schema(description = "Whether another token can be had without asking the person")
        boolean refreshable,
    @Schema(description = "Grows with every new token of this person", example = "1") long epoch,
    @Schema(
            description = "What went wrong when its token was last refreshed; null: nothing",
            example = "20072: temporarily unavailable")
        @JsonInclude(JsonInclude.Include.ALWAYS)
        @Nullable String lastError,
    User user) {

  /**
   * Whose it is: what tells them from others. How they can be reached (mobile number, e-mail) and
   * their employee number are stored but not told, not even masked: a service that reads grants has
   * no need of them, and one that does asks the platform with the person's token, under scopes that
   * the person saw.
   */
  @Schema(
      name = "User",
      description =
          "What the platform tells of the person, as far as it tells them from others. Mobile number,"
              + " e-mail and employee number are never part of an answer")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Serdeable(naming = SnakeCaseStrategy.class)
  public record User(
      @Schema(example = "ou_d4e5f6") String openId,
      @Schema(example = "Ann Example") @Nullable String name,
      @Schema(description = "Their name in English", example = "Ann Example")
          @Nullable String enName,
      @Schema(example = "on_a7b8c9") @Nullable String unionId,
      @Schema(
              description = "The company's own id of the person, if the app may know it",
              example = "7g1b9d3e")
          @Nullable String userId,
      @Schema(example = "tenant1") @Nullable String tenantKey,
      @Nullable URI avatarUrl) {

    static User of(Person person, @Nullable Profile profile) {
      return profile == null
          ? new User(person.openId().value(), null, null, null, null, null, null)
          : new User(
              person.openId().value(),
              profile.name(),
              profile.enName(),
              profile.ids().unionId(),
              profile.ids().userId(),
              profile.tenant().value(),
              profile.avatar());
    }
  }

  /**
   * @param profile null: the platform told nothing of this person yet
   */
  public static GrantAnswer of(Grant grant, @Nullable Profile profile, Instant now) {
    return switch (grant) {
      case Held held -> of(held, profile, now);
      case Revoked gone ->
          new GrantAnswer(
              gone.person().app().value(),
              gone.person().openId().value(),
              GrantStateName.REVOKED,
              List.of(),
              Times.shown(gone.consent().at()),
              null,
              null,
              null,
              Times.shown(gone.at()),
              false,
              gone.epoch(),
              null,
              User.of(gone.person(), profile));
    };
  }

  private static GrantAnswer of(Held grant, @Nullable Profile profile, Instant now) {
    var pair = grant.pair();
    var refresh = pair.refresh();
    return new GrantAnswer(
        grant.person().app().value(),
        grant.person().openId().value(),
        GrantStateName.of(grant.stateAt(now)),
        List.copyOf(pair.scopes().names()),
        Times.shown(grant.consent().at()),
        Times.shown(pair.issuedAt()),
        Times.shown(pair.expiresAt()),
        refresh == null ? null : Times.shown(refresh.expiresAt()),
        null,
        grant.isRefreshable(now),
        grant.epoch(),
        lastError(grant.renewal()),
        User.of(grant.person(), profile));
  }

  private static @Nullable String lastError(Renewal renewal) {
    var error = renewal.error();
    if (error == null) {
      return null;
    }
    return error.message() == null ? error.code() : error.code() + ": " + error.message();
  }
}
