/**
 * In: people's browsers that come back from the authorize page, and the plain page that tells each
 * what has come of it.
 */
@NullMarked
package dev.larkspur.adapters.feishu.redirect;

import org.jspecify.annotations.NullMarked;
