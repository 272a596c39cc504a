/** What the code of an application calls that Larkspur runs inside. */
@NullMarked
package dev.larkspur.application.host;

import org.jspecify.annotations.NullMarked;
