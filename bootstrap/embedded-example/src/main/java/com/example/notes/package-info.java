/** A notebook of the whole team: somebody's application, which embeds Larkspur. */
@NullMarked
package com.example.notes;

import org.jspecify.annotations.NullMarked;
