/** What the use cases about connections need. */
@NullMarked
package dev.larkspur.application.connection.port;

import org.jspecify.annotations.NullMarked;
