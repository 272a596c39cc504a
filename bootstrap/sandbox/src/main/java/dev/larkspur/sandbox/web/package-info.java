/** How answers look on the wire: envelopes, error answers, log ids, the journal of requests. */
@NullMarked
package dev.larkspur.sandbox.web;

import org.jspecify.annotations.NullMarked;
