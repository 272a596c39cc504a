package dev.larkspur.application;

import dev.larkspur.application.access.port.CallerKeys;
import dev.larkspur.application.authorization.port.AuthSessions;
import dev.larkspur.application.authorization.port.ConsentPolls;
import dev.larkspur.application.authorization.port.RequestLimits;
import dev.larkspur.application.authorization.port.ShownCards;
import dev.larkspur.application.authorization.port.Users;
import dev.larkspur.application.connection.port.ConnectionSlots;
import dev.larkspur.application.connection.port.HandledEvents;
import dev.larkspur.application.idempotency.port.AnsweredRequests;
import dev.larkspur.application.token.port.Grants;
import dev.larkspur.application.token.port.Revocations;
import dev.larkspur.application.token.port.TokenBudget;
import dev.larkspur.application.token.port.TokenReleases;

/** One database's worth of ports: what one of them stores the others see. */
public record Stores(
    AuthSessions sessions,
    ConsentPolls polls,
    ShownCards cards,
    Users users,
    Grants grants,
    Revocations revocations,
    TokenReleases releases,
    TokenBudget budget,
    CallerKeys keys,
    ConnectionSlots slots,
    RequestLimits limits,
    HandledEvents events,
    AnsweredRequests requests) {}
