/** Handing out what a grant holds. */
@NullMarked
package dev.larkspur.application.token;

import org.jspecify.annotations.NullMarked;
