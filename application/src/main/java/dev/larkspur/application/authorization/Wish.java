package dev.larkspur.application.authorization;

import dev.larkspur.domain.authorization.CardWish;
import dev.larkspur.domain.authorization.Method;
import dev.larkspur.domain.authorization.Occasion;
import dev.larkspur.domain.token.Scopes;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of a person.
 *
 * @param method null: the usual one
 * @param scopes null: the app's usual ones
 * @param by the caller's key
 */
record Wish(
    @Nullable Method method, @Nullable Scopes scopes, CardWish card, Occasion why, UUID by) {}
