/** Whether the platform's events reach us, and what is done when they do not. */
@NullMarked
package dev.larkspur.application.connection;

import org.jspecify.annotations.NullMarked;
