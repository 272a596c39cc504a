package dev.larkspur.application.token;

import dev.larkspur.domain.token.PlatformError;
import dev.larkspur.domain.token.Scopes;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a lookup comes to. */
public sealed interface LeaseResult {
  record Leased(UserToken token) implements LeaseResult {}

  /** There is no usable grant: the person has to be asked. */
  record AuthorizationRequired() implements LeaseResult {}

  /** The person consented to less than is needed. */
  record MissingScopes(Scopes missing) implements LeaseResult {}

  /** {@code min_ttl} is more than any token of this grant is promised for. */
  record TooDemanding(Duration longest) implements LeaseResult {}

  /**
   * There may be a token later without anybody doing anything.
   *
   * @param error what the platform said; null: nothing
   */
  record RefreshUnavailable(Duration atLeast, @Nullable PlatformError error)
      implements LeaseResult {}

  /**
   * The token that does not serve was issued only just now: another one would serve no better.
   *
   * @param atLeast until it may be replaced
   */
  record JustIssued(Duration atLeast) implements LeaseResult {}

  /** The platform takes nothing from this app until an operator mends its settings. */
  record RefreshRefused(PlatformError error) implements LeaseResult {}

  /** A refresh of a grant that was withdrawn. */
  record GrantRevoked() implements LeaseResult {}
}
