/** What the access use cases need from outside. */
@NullMarked
package dev.larkspur.application.access.port;

import org.jspecify.annotations.NullMarked;
