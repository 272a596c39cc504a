/** What the token use cases need from outside. */
@NullMarked
package dev.larkspur.application.token.port;

import org.jspecify.annotations.NullMarked;
