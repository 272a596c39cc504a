package dev.larkspur.adapters.httpclient;

import dev.larkspur.domain.identity.Person;
import dev.larkspur.domain.token.Scopes;

/**
 * What a call needs.
 *
 * @param ask whether the person is asked if they have to be
 * @param repeatable whether it can be made twice
 */
record Errand(Person person, Scopes scopes, boolean ask, boolean repeatable) {}
