/** Who calls, by the key in the request, and whether that key is good for the call. */
@NullMarked
package dev.larkspur.adapters.rest.caller;

import org.jspecify.annotations.NullMarked;
