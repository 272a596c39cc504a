/** Asking for a person's consent, following it and withdrawing the request. */
@NullMarked
package dev.larkspur.adapters.rest.authorization;

import org.jspecify.annotations.NullMarked;
