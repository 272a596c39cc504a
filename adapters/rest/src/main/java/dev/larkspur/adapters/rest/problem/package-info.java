/** Whatever goes wrong becomes problem details (RFC 9457), on our routes and nowhere else. */
@NullMarked
package dev.larkspur.adapters.rest.problem;

import org.jspecify.annotations.NullMarked;
