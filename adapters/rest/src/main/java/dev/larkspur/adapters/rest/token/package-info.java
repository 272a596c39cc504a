/**
 * Looking up a person's token, and the grant it comes from. What stands on each connection for it,
 * before the framework, and what has to come before that.
 */
@NullMarked
package dev.larkspur.adapters.rest.token;

import org.jspecify.annotations.NullMarked;
