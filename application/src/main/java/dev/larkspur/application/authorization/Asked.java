package dev.larkspur.application.authorization;

import dev.larkspur.domain.authorization.AuthSession;
import dev.larkspur.domain.authorization.Opening;

/**
 * What became of a request.
 *
 * @param session as it is by now: what does not wait for a press has gone on already
 */
public record Asked(Opening opening, AuthSession session) {}
