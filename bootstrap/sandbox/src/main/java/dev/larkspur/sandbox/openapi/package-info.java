/** The open API as far as it is stood in for: tenant token, user_info, messages. */
@NullMarked
package dev.larkspur.sandbox.openapi;

import org.jspecify.annotations.NullMarked;
