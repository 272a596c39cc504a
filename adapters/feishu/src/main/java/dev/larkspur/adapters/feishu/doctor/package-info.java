/**
 * Looks an app over: one class for each check, made side by side. It reads and tries; it changes
 * nothing at the platform, and spends nobody's token.
 */
@NullMarked
package dev.larkspur.adapters.feishu.doctor;

import org.jspecify.annotations.NullMarked;
