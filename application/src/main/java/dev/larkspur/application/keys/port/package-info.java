/** The keys that seal what is stored, as far as administrators and background rounds see them. */
@NullMarked
package dev.larkspur.application.keys.port;

import org.jspecify.annotations.NullMarked;
