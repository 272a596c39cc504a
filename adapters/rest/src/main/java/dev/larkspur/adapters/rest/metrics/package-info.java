/** How many calls there are and how long they take, for whoever collects metrics. */
@NullMarked
package dev.larkspur.adapters.rest.metrics;

import org.jspecify.annotations.NullMarked;
