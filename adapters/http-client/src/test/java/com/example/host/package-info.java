/** Clients of an application that embeds Larkspur. */
@NullMarked
package com.example.host;

import org.jspecify.annotations.NullMarked;
