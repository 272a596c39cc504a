/**
 * The device grant: asking for a code, asking for the pair, making it worthless, and asking whose
 * it is.
 */
@NullMarked
package dev.larkspur.adapters.feishu.oauth;

import org.jspecify.annotations.NullMarked;
