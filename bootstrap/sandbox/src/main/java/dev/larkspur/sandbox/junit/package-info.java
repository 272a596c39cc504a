/** The sandbox in tests of JUnit 5, which whoever uses this package brings along. */
@NullMarked
package dev.larkspur.sandbox.junit;

import org.jspecify.annotations.NullMarked;
