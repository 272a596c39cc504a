/** The long connections over which the platform tells of presses and other events. */
@NullMarked
package dev.larkspur.domain.connection;

import org.jspecify.annotations.NullMarked;
