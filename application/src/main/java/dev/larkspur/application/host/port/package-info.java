/** What the code of a host needs of the world. */
@NullMarked
package dev.larkspur.application.host.port;

import org.jspecify.annotations.NullMarked;
