/** What the authorization use cases need from outside. */
@NullMarked
package dev.larkspur.application.authorization.port;

import org.jspecify.annotations.NullMarked;
