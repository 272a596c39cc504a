package dev.larkspur.adapters.httpclient;

import io.micronaut.core.bind.annotation.Bindable;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The parameter that says as whom a call with {@link UserToken} is made: an open_id as a {@link
 * String} or {@link dev.larkspur.domain.identity.OpenId}, or a {@link
 * dev.larkspur.domain.identity.Person}, whose app then goes before the annotation's. It is not
 * sent.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
@Bindable
public @interface OfPerson {}
