/** Cards: what a session looks like to the person, and how it gets there. */
@NullMarked
package dev.larkspur.adapters.feishu.card;

import org.jspecify.annotations.NullMarked;
