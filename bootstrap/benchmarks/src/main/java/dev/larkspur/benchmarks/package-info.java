/**
 * What {@code ./larkspur bench} measures. The server is measured as it is shipped: a process of its
 * own, driven from outside. Nothing here is asserted, and no build depends on a figure.
 */
@NullMarked
package dev.larkspur.benchmarks;

import org.jspecify.annotations.NullMarked;
