package dev.larkspur.adapters.rest.answer;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.larkspur.domain.access.Caller;
import dev.larkspur.domain.access.Operation;
import dev.larkspur.domain.access.Reach;
import dev.larkspur.domain.identity.AppId;
import dev.larkspur.domain.identity.OpenId;
import dev.larkspur.domain.token.Secret;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A service's key.
 *
 * @param key the key itself: only in the answer to the call that made it, or made it anew
 */
@Schema(name = "Key", description = "A service's key")
@JsonInclude(JsonInclude.Include.NON_NULL)
@Serdeable(naming = SnakeCaseStrategy.class)
public record KeyAnswer(
    UUID id,
    @Schema(example = "reporting service") String name,
    @Schema(ref = "#/components/schemas/Apps") Object apps,
    @Schema(description = "The only people it is good for; absent: all of them")
        @Nullable List<String> users,
    @Schema(example = "[\"tokens:read\"]") List<String> operations,
    Instant createdAt,
    @Schema(description = "Absent: never") @Nullable Instant expiresAt,
    @Schema(
            description =
                "How many calls a second it may make at each instance; absent: as many as any",
            example = "100")
        @Nullable Integer perSecond,
    @Schema(
            description =
                "When it was used last, to within a minute; only in the list. Absent: never")
        @Nullable Instant lastUsedAt,
    @Schema(
            description = "The key itself, shown this once: keep it",
            example = "lk_vS0x…",
            accessMode = Schema.AccessMode.READ_ONLY)
        @Nullable String key) {

  /**
   * @param lastUsedAt null: never
   */
  public static KeyAnswer listed(Caller caller, @Nullable Instant lastUsedAt) {
    return of(caller, lastUsedAt, null);
  }

  public static KeyAnswer issued(Caller caller, Secret key) {
    return of(caller, null, key.reveal());
  }

  private static KeyAnswer of(Caller caller, @Nullable Instant lastUsedAt, @Nullable String key) {
    return new KeyAnswer(
        caller.id(),
        caller.name(),
        apps(caller.reach()),
        users(caller.reach()),
        caller.operations().stream().map(Operation::text).sorted().toList(),
        Times.shown(caller.createdAt()),
        Times.shownOrNull(caller.expiresAt()),
        caller.perSecond(),
        Times.shownOrNull(lastUsedAt),
        key);
  }

  private static Object apps(Reach reach) {
    var apps = reach.apps();
    return apps == null ? "*" : apps.stream().map(AppId::value).sorted().toList();
  }

  private static @Nullable List<String> users(Reach reach) {
    var users = reach.users();
    return users == null ? null : users.stream().map(OpenId::value).sorted().toList();
  }

  @Override
  public String toString() {
    return "KeyAnswer[" + id + ", " + name + ", …]";
  }
}
