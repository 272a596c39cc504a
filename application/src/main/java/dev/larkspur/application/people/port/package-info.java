/** What keeping profiles up to date needs of the outside. */
@NullMarked
package dev.larkspur.application.people.port;

import org.jspecify.annotations.NullMarked;
