/** Use cases and the ports they need. What they share: chance, as an input. */
@NullMarked
package dev.larkspur.application;

import org.jspecify.annotations.NullMarked;
