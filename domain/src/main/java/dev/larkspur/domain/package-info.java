/** What Larkspur knows and decides, by subject; here, what they have in common. */
@NullMarked
package dev.larkspur.domain;

import org.jspecify.annotations.NullMarked;
