/** What the real platform does not have: the chat page and the calls that drive the stand-in. */
@NullMarked
package dev.larkspur.sandbox.control;

import org.jspecify.annotations.NullMarked;
