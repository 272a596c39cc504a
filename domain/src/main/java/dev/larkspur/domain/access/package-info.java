/** Who may ask Larkspur for what: the services that call it, and how far each may reach. */
@NullMarked
package dev.larkspur.domain.access;

import org.jspecify.annotations.NullMarked;
