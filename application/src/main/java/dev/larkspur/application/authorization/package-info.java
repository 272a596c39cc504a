/** The way from a service's request to a person's grant, one use case a step. */
@NullMarked
package dev.larkspur.application.authorization;

import org.jspecify.annotations.NullMarked;
