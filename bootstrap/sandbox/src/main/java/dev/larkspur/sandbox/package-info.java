/**
 * A stand-in for the Feishu platform: start it, let an app talk to it, be the person who clicks.
 */
@NullMarked
package dev.larkspur.sandbox;

import org.jspecify.annotations.NullMarked;
