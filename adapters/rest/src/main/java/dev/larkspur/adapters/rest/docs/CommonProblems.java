package dev.larkspur.adapters.rest.docs;

import dev.larkspur.adapters.rest.answer.Problem;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Documents, with a call, what every call can come to when it goes wrong. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.ANNOTATION_TYPE)
@ApiResponse(
    responseCode = "400",
    description = "`invalid_request`: `errors` names each field that is wrong",
    content =
        @Content(
            mediaType = "application/problem+json",
            schema = @Schema(implementation = Problem.class),
            examples =
                @ExampleObject(
                    """
                    {
                      "type": "urn:larkspur:problem:invalid_request",
                      "title": "The request is not valid",
                      "status": 400,
                      "detail": "app_id: must be 1 to 64 letters, digits, '_' or '-', without spaces",
                      "code": "invalid_request",
                      "retryable": false,
                      "errors": [{
                        "field": "app_id",
                        "message": "must be 1 to 64 letters, digits, '_' or '-', without spaces"
                      }]
                    }
                    """)))
@ApiResponse(
    responseCode = "429",
    description =
        "`rate_limited`: too often, for this key or for this person; the `RateLimit-*` headers of"
            + " every answer say how the key stands",
    headers = {
      @Header(name = "Retry-After", schema = @Schema(type = "integer")),
      @Header(name = "RateLimit-Limit", schema = @Schema(type = "integer")),
      @Header(name = "RateLimit-Remaining", schema = @Schema(type = "integer")),
      @Header(name = "RateLimit-Reset", schema = @Schema(type = "integer"))
    },
    content =
        @Content(
            mediaType = "application/problem+json",
            schema = @Schema(implementation = Problem.class)))
@ApiResponse(
    responseCode = "401",
    description =
        "`unauthenticated`: there is no key or token, or it is unknown, withdrawn or expired",
    headers = @Header(name = "WWW-Authenticate", schema = @Schema(type = "string")),
    content =
        @Content(
            mediaType = "application/problem+json",
            schema = @Schema(implementation = Problem.class),
            examples =
                @ExampleObject(
                    """
                    {
                      "type": "urn:larkspur:problem:unauthenticated",
                      "title": "A caller's key is needed",
                      "status": 401,
                      "detail": "Send a valid key as Authorization: Bearer.",
                      "code": "unauthenticated",
                      "retryable": false
                    }
                    """)))
@ApiResponse(
    responseCode = "403",
    description =
        "`forbidden`: the key is not good for this call, app or person; the same whether or not the"
            + " thing exists",
    content =
        @Content(
            mediaType = "application/problem+json",
            schema = @Schema(implementation = Problem.class),
            examples =
                @ExampleObject(
                    """
                    {
                      "type": "urn:larkspur:problem:forbidden",
                      "title": "This key is not good for this",
                      "status": 403,
                      "detail": "The key is not good for this call, or not for this app or person.",
                      "code": "forbidden",
                      "retryable": false
                    }
                    """)))
@ApiResponse(
    responseCode = "405",
    description = "`method_not_allowed`: the path is known, the method is not",
    content =
        @Content(
            mediaType = "application/problem+json",
            schema = @Schema(implementation = Problem.class)))
@ApiResponse(
    responseCode = "406",
    description = "`not_acceptable`: answers are JSON, and `Accept` excludes that",
    content =
        @Content(
            mediaType = "application/problem+json",
            schema = @Schema(implementation = Problem.class)))
@ApiResponse(
    responseCode = "413",
    description =
        "`payload_too_large`: a body has at most 64 KiB, and address and headers are short",
    content =
        @Content(
            mediaType = "application/problem+json",
            schema = @Schema(implementation = Problem.class)))
@ApiResponse(
    responseCode = "415",
    description = "`unsupported_media_type`: a body is `application/json`",
    content =
        @Content(
            mediaType = "application/problem+json",
            schema = @Schema(implementation = Problem.class)))
@ApiResponse(
    responseCode = "500",
    description = "`internal_error`: the cause is in the server's log under `X-Request-Id`",
    headers = @Header(name = "X-Request-Id", schema = @Schema(type = "string")),
    content =
        @Content(
            mediaType = "application/problem+json",
            schema = @Schema(implementation = Problem.class)))
@ApiResponse(
    responseCode = "503",
    description =
        "`store_unavailable`: the database does not answer, or the issuer of callers' tokens does not"
            + " tell its keys; try again after `Retry-After`",
    headers = @Header(name = "Retry-After", schema = @Schema(type = "integer")),
    content =
        @Content(
            mediaType = "application/problem+json",
            schema = @Schema(implementation = Problem.class)))
public @interface CommonProblems {}
