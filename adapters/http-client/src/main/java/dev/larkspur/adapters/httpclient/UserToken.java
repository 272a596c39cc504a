package dev.larkspur.adapters.httpclient;

import dev.larkspur.application.host.ConsentRequired;
import dev.larkspur.application.host.TokenUnavailable;
import dev.larkspur.application.host.UserTokens;
import io.micronaut.aop.Around;
import io.micronaut.context.annotation.Requires;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On an interface with {@link io.micronaut.http.client.annotation.Client @Client}: its calls are
 * made as the person whom the parameter with {@link OfPerson} names, with their token as bearer
 * token (RFC 6750). It cannot stand on a method: without Larkspur the interface would go on without
 * tokens. Calls that need something else have an interface of their own.
 *
 * <p>A token that the platform does not take though it should (99991668, 99991677) is refreshed
 * once and the call repeated once; not if an argument can be read only once, such as a stream or a
 * publisher. What the platform says is missing from what the person consented to (99991679) is
 * asked for too. The token is shown to the platform alone: a call to any other host fails.
 *
 * <p>A call fails with {@link ConsentRequired} if only the person can help, and with {@link
 * TokenUnavailable} if there may be a token later. Methods may block, or return a {@link
 * java.util.concurrent.CompletionStage} or a publisher; these never block the calling thread.
 *
 * <p>Without Larkspur there is no bean of such an interface.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@Around
@Requires(beans = UserTokens.class)
public @interface UserToken {
  /** The app as whose user the person is known: its id, or its name in the settings. */
  String app() default "";

  /** What the token has to be good for. */
  String[] scopes() default {};

  /**
   * Whether a person who has not consented is asked, with a card; who is being asked already is
   * not.
   */
  boolean ask() default true;
}
