/**
 * Feishu and Lark: what an app is here, and how the platform is called over HTTP. The packages
 * below keep the conversation (event, callback), the cards (card), the grants (oauth) and the
 * browsers that come back from consent (redirect).
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
