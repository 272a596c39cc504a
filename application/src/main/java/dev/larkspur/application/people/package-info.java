/**
 * What is known of people is kept up to date. Owns when the platform is asked for it; whose token
 * it is at all, {@code authorization} finds out.
 */
@NullMarked
package dev.larkspur.application.people;

import org.jspecify.annotations.NullMarked;
