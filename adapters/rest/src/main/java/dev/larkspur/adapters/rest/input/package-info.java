/**
 * What callers send, read strictly: a wrong field is named, and what was not expected is refused.
 */
@NullMarked
package dev.larkspur.adapters.rest.input;

import org.jspecify.annotations.NullMarked;
