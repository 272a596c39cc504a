/** The server: settings from the environment, what is embedded, and how it starts and stops. */
@NullMarked
package dev.larkspur.server;

import org.jspecify.annotations.NullMarked;
