/** What people see and press: chats, cards, buttons, and what became of a click. */
@NullMarked
package dev.larkspur.sandbox.chat;

import org.jspecify.annotations.NullMarked;
