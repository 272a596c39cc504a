/** What may come from outside and must do no harm: the same for the same seed. */
@NullMarked
package dev.larkspur.adapters.feishu.fuzz;

import org.jspecify.annotations.NullMarked;
