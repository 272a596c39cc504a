/**
 * The refresh protocol under misfortune: the real use cases of several instances run as coroutines
 * of one thread, on the ports in memory, in a time that is made up. A seed decides who goes on when
 * and what goes wrong; the same seed does the same again.
 */
@NullMarked
package dev.larkspur.proof.simulation;

import org.jspecify.annotations.NullMarked;
