/**
 * Card callbacks on their way to the app: over its long connection, or by HTTP, sealed and signed.
 */
@NullMarked
package dev.larkspur.sandbox.callback;

import org.jspecify.annotations.NullMarked;
