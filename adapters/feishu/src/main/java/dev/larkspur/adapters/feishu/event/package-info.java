/**
 * The long connection: what the platform tells us, and what we answer in time. It translates a
 * press of a button and calls one use case; it decides nothing.
 */
@NullMarked
package dev.larkspur.adapters.feishu.event;

import org.jspecify.annotations.NullMarked;
