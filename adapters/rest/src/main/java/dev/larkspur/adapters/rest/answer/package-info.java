/**
 * What callers read: the shapes of our JSON, made from the domain. Holds no logic but translation.
 */
@NullMarked
package dev.larkspur.adapters.rest.answer;

import org.jspecify.annotations.NullMarked;
