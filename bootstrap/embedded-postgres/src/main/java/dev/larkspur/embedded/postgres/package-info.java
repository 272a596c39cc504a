/**
 * A PostgreSQL that Larkspur brings along, for one machine: it unpacks, starts and stops it. What
 * is kept inside is the postgres adapter's matter.
 *
 * <p>Served: Linux on amd64 and aarch64 with glibc, Linux on amd64 with musl (built with {@code
 * -Dlarkspur.musl}), macOS on Apple silicon and Intel. Elsewhere the start fails and asks for
 * {@code LARKSPUR_DATABASE_URL}.
 */
@NullMarked
package dev.larkspur.embedded.postgres;

import org.jspecify.annotations.NullMarked;
