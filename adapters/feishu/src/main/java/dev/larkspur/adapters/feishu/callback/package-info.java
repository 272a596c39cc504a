/**
 * In: card callbacks that the platform posts, where an operator has switched the app's console to
 * that. What is pressed is handled as if it had come over the long connection.
 */
@NullMarked
package dev.larkspur.adapters.feishu.callback;

import org.jspecify.annotations.NullMarked;
