package dev.larkspur.application.token;

import dev.larkspur.domain.token.Scopes;
import java.time.Duration;

/** What a lookup comes to. */
public sealed interface LeaseResult {
  record Leased(UserToken token) implements LeaseResult {}

  /** There is no usable grant: the person has to be asked. */
  record AuthorizationRequired() implements LeaseResult {}

  /** The person consented to less than is needed. */
  record MissingScopes(Scopes missing) implements LeaseResult {}

  /** {@code min_ttl} is more than any token of this grant is promised for. */
  record TooDemanding(Duration longest) implements LeaseResult {}
}
