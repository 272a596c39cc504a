/** The OpenAPI document and a page to try it, both served from the class path. */
@NullMarked
package dev.larkspur.adapters.rest.docs;

import org.jspecify.annotations.NullMarked;
