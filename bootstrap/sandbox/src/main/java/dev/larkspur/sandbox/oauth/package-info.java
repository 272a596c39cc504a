/** Consent and tokens: device grant, consent page, token endpoint, refresh, revocation. */
@NullMarked
package dev.larkspur.sandbox.oauth;

import org.jspecify.annotations.NullMarked;
