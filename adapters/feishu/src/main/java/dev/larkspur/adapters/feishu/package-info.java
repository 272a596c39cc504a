/**
 * Feishu and Lark: what an app is here, and how the platform is called over HTTP. The three
 * packages below keep the conversation (event), the cards (card) and the grants (oauth).
 *
 * <p>Silent until an app is configured.
 */
@NullMarked
@Configuration
@Requires(property = "larkspur.enabled", value = "true")
@Requires(condition = AnAppIsConfigured.class)
package dev.larkspur.adapters.feishu;

import io.micronaut.context.annotation.Configuration;
import io.micronaut.context.annotation.Requires;
import org.jspecify.annotations.NullMarked;
