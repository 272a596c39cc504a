/** What only administrators may call. */
@NullMarked
package dev.larkspur.adapters.rest.admin;

import org.jspecify.annotations.NullMarked;
