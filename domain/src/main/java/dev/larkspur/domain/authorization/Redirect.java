package dev.larkspur.domain.authorization;

import dev.larkspur.domain.token.Secret;
import java.time.Instant;

/**
 * An authorization code grant in progress (RFC 6749 section 4.1): the person's browser comes back
 * with the code.
 *
 * @param state what the browser has to bring along to prove that it was sent off by this session
 * @param verifier the code_verifier of PKCE (RFC 7636): without it the code is worth nothing
 */
public record Redirect(Secret state, Secret verifier, Secret link, Instant expiresAt)
    implements ConsentRequest {}
