/**
 * What the stand-in is made of: one app, its people, the time, the faults, and the record of what
 * happened.
 */
@NullMarked
package dev.larkspur.sandbox.world;

import org.jspecify.annotations.NullMarked;
