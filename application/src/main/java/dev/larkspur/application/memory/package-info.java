/** What an instance remembers of the store, and how it comes to know that others changed it. */
@NullMarked
package dev.larkspur.application.memory;

import org.jspecify.annotations.NullMarked;
