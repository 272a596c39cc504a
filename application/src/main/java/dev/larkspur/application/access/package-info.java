/** Keys for the services that call: issued, recognised, withdrawn. */
@NullMarked
package dev.larkspur.application.access;

import org.jspecify.annotations.NullMarked;
