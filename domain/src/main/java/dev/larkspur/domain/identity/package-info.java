/** Who is who: apps, tenants and people, each a type of its own so that they cannot be mixed up. */
@NullMarked
package dev.larkspur.domain.identity;

import org.jspecify.annotations.NullMarked;
