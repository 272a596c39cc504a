package dev.larkspur.adapters.rest.answer;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.larkspur.domain.identity.Person;
import dev.larkspur.domain.identity.Profile;
import dev.larkspur.domain.token.Grant;
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
    @Schema(description = "When the present token was issued") Instant issuedAt,
    @Schema(description = "When the present token ends") Instant expiresAt,
    @Schema(description = "When the refresh token ends, if there is one")
        @Nullable Instant refreshExpiresAt,
    @Schema(description = "Whether the platform gave a refresh token that is still valid")
        boolean refreshable,
    @Schema(description = "Grows with every new token of this person", example = "1") long epoch,
    @Schema(description = "What the platform said when it last refused to refresh; null: nothing")
        @JsonInclude(JsonInclude.Include.ALWAYS)
        @Nullable String lastError,
    User user) {

  /** Whose it is. */
  @Schema(name = "User", description = "What the platform tells of the person")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Serdeable(naming = SnakeCaseStrategy.class)
  public record User(
      @Schema(example = "ou_d4e5f6") String openId,
      @Schema(example = "Ann Example") @Nullable String name,
      @Schema(example = "on_a7b8c9") @Nullable String unionId,
      @Schema(example = "tenant1") @Nullable String tenantKey,
      @Nullable URI avatarUrl) {

    static User of(Person person, @Nullable Profile profile) {
      return profile == null
          ? new User(person.openId().value(), null, null, null, null)
          : new User(
              person.openId().value(),
              profile.name(),
              profile.unionId(),
              profile.tenant().value(),
              profile.avatar());
    }
  }

  /**
   * @param profile null: the platform told nothing of this person yet
   */
  public static GrantAnswer of(Grant grant, @Nullable Profile profile, Instant now) {
    var pair = grant.pair();
    var refresh = pair.refresh();
    return new GrantAnswer(
        grant.person().app().value(),
        grant.person().openId().value(),
        GrantStateName.of(grant.stateAt(now)),
        List.copyOf(pair.scopes().names()),
        Times.shown(grant.consentedAt()),
        Times.shown(pair.issuedAt()),
        Times.shown(pair.expiresAt()),
        refresh == null ? null : Times.shown(refresh.expiresAt()),
        pair.isRefreshable(now),
        grant.epoch(),
        null, // nothing is refreshed yet, so nothing was refused
        User.of(grant.person(), profile));
  }
}
