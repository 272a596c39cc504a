/**
 * The open API as far as it is stood in for: tokens, people, messages, the app itself, AI and
 * flows.
 */
@NullMarked
package dev.larkspur.sandbox.openapi;

import org.jspecify.annotations.NullMarked;
