/** One attempt to obtain a person's consent, and the one table that moves it. */
@NullMarked
package dev.larkspur.domain.authorization;

import org.jspecify.annotations.NullMarked;
