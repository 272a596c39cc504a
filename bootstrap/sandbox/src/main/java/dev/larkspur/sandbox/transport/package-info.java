/**
 * The long connection: bootstrap, handshake, frames, delivery and the check of acknowledgements.
 */
@NullMarked
package dev.larkspur.sandbox.transport;

import org.jspecify.annotations.NullMarked;
