/** What is needed so that a request that is sent again is not done again. */
@NullMarked
package dev.larkspur.application.idempotency.port;

import org.jspecify.annotations.NullMarked;
