/** What a person's consent yields: a pair of tokens, kept as a grant and judged by a policy. */
@NullMarked
package dev.larkspur.domain.token;

import org.jspecify.annotations.NullMarked;
