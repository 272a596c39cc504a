/** Looking up a person's token, and the grant it comes from. */
@NullMarked
package dev.larkspur.adapters.rest.token;

import org.jspecify.annotations.NullMarked;
