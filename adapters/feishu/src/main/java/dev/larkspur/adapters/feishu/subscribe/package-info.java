/**
 * Events for the application that Larkspur is embedded in: whatever the platform sends besides the
 * presses of our own buttons. Declare a bean of {@link EventSubscriber}.
 */
@NullMarked
package dev.larkspur.adapters.feishu.subscribe;

import org.jspecify.annotations.NullMarked;
