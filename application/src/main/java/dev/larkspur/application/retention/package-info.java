/** What is no longer needed is removed. Owns when; what may go, each store knows. */
@NullMarked
package dev.larkspur.application.retention;

import org.jspecify.annotations.NullMarked;
