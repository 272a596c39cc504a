/** Somebody else's tests: nothing here is of the sandbox's own package. */
@NullMarked
package com.example.reminder;

import org.jspecify.annotations.NullMarked;
