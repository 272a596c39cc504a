/**
 * What {@code ./larkspur bench} measures. The server is measured as it is shipped: a process of its
 * own, driven from outside. No build depends on a figure; only failed lookups are asserted to be
 * none.
 */
@NullMarked
package dev.larkspur.benchmarks;

import org.jspecify.annotations.NullMarked;
