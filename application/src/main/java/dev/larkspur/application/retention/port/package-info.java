/** What the clean-up needs from a store. */
@NullMarked
package dev.larkspur.application.retention.port;

import org.jspecify.annotations.NullMarked;
