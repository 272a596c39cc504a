package dev.larkspur.adapters.rest.token;

import dev.larkspur.adapters.rest.answer.GrantAnswer;
import dev.larkspur.adapters.rest.answer.Problem;
import dev.larkspur.adapters.rest.answer.TokenAnswer;
import dev.larkspur.adapters.rest.docs.CommonProblems;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.Explode;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What the OpenAPI document says of the calls of this package. */
final class TokenDocs {
  /** Of the lookup. */
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.METHOD)
  @Operation(
      operationId = "lookUpToken",
      summary = "Look up a person's token",
      description =
          "Needs `tokens:read`. Never asks the person: where there is no usable token the answer"
              + " says whether they are being asked, or how to ask them.",
      parameters = {
        @Parameter(
            in = ParameterIn.HEADER,
            name = "If-None-Match",
            description = "The `ETag` of the token that the caller has",
            schema = @Schema(implementation = String.class),
            example = "W/\"7\""),
        @Parameter(
            in = ParameterIn.HEADER,
            name = "Prefer",
            description =
                "`wait=N`: where the person is being asked, wait up to N seconds (at most 60) for what"
                    + " they answer (RFC 7240)",
            schema = @Schema(implementation = String.class),
            example = "wait=20"),
        @Parameter(
            in = ParameterIn.QUERY,
            name = "min_ttl",
            description =
                "For how many seconds the token has to last at least; at most half of its whole life",
            example = "60",
            schema =
                @Schema(
                    implementation = Integer.class,
                    minimum = "0",
                    maximum = "999999999",
                    defaultValue = "0")),
        @Parameter(
            in = ParameterIn.QUERY,
            name = "scope",
            description = "What the token has to be good for; may be given many times",
            example = "[\"docx:document:readonly\"]",
            explode = Explode.TRUE,
            array =
                @ArraySchema(
                    schema =
                        @Schema(
                            implementation = String.class,
                            example = "docx:document:readonly"))),
        @Parameter(
            in = ParameterIn.PATH,
            name = "app_id",
            description = "The app, as the platform names it",
            schema = @Schema(implementation = String.class),
            example = "cli_a1b2c3"),
        @Parameter(
            in = ParameterIn.PATH,
            name = "open_id",
            description = "The person, as this app knows them",
            schema = @Schema(implementation = String.class),
            example = "ou_d4e5f6")
      },
      responses = {
        @ApiResponse(
            responseCode = "200",
            description = "The token",
            headers = {
              @Header(name = "Cache-Control", schema = @Schema(type = "string")),
              @Header(
                  name = "ETag",
                  description = "Stands for this token: another one has another",
                  schema = @Schema(type = "string", example = "W/\"7\""))
            },
            content =
                @Content(
                    schema = @Schema(implementation = TokenAnswer.class),
                    examples =
                        @ExampleObject(
                            """
                    {
                      "access_token": "u-7Kf3Xw0bQ5",
                      "token_type": "Bearer",
                      "expires_at": "2030-01-30T14:03:00Z",
                      "expires_in": 5400,
                      "scopes": [
                        "docx:document:readonly",
                        "offline_access"
                      ],
                      "epoch": 1,
                      "app_id": "cli_a1b2c3",
                      "open_id": "ou_d4e5f6",
                      "state": "active"
                    }
                    """))),
        @ApiResponse(
            responseCode = "304",
            description = "It is the one that `If-None-Match` names, and it lasts long enough"),
        @ApiResponse(
            responseCode = "403",
            description =
                "`forbidden`: as everywhere. `insufficient_scope`: the person consented to less; `missing_scopes` says what to ask for",
            content =
                @Content(
                    mediaType = "application/problem+json",
                    schema = @Schema(implementation = Problem.class),
                    examples =
                        @ExampleObject(
"""
                  {
                    "type": "urn:larkspur:problem:insufficient_scope",
                    "title": "The person consented to less",
                    "status": 403,
                    "detail": "Ask the person for the missing scopes.",
                    "code": "insufficient_scope",
                    "retryable": false,
                    "missing_scopes": ["docx:document:readonly"]
                  }
"""))),
        @ApiResponse(
            responseCode = "404",
            description =
                "`authorization_required`: carries `authorization` if the person is being asked, else `how_to_ask`. `not_found`: no such app",
            content =
                @Content(
                    mediaType = "application/problem+json",
                    schema = @Schema(implementation = Problem.class),
                    examples =
                        @ExampleObject(
"""
                  {
                    "type": "urn:larkspur:problem:authorization_required",
                    "title": "The person has to be asked",
                    "status": 404,
                    "detail": "There is no usable token of this person.",
                    "code": "authorization_required",
                    "retryable": false,
                    "how_to_ask": {
                      "method": "POST",
                      "path": "/v1/apps/cli_a1b2c3/users/ou_d4e5f6/authorizations"
                    }
                  }
"""))),
        @ApiResponse(
            responseCode = "502",
            description =
                "`platform_error`: the platform takes no refresh from this app until its settings"
                    + " are mended; `platform_code` says why",
            content =
                @Content(
                    mediaType = "application/problem+json",
                    schema = @Schema(implementation = Problem.class),
                    examples =
                        @ExampleObject(
"""
                  {
                    "type": "urn:larkspur:problem:platform_error",
                    "title": "The platform refuses",
                    "status": 502,
                    "detail": "The platform refuses to refresh until the app's settings are mended.",
                    "code": "platform_error",
                    "retryable": false,
                    "platform_code": "20074"
                  }
"""))),
        @ApiResponse(
            responseCode = "503",
            description =
                "`refresh_unavailable`: there is no valid token at this moment, and there may be one"
                    + " after `Retry-After`. `store_unavailable`: the database does not answer",
            headers = @Header(name = "Retry-After", schema = @Schema(type = "integer")),
            content =
                @Content(
                    mediaType = "application/problem+json",
                    schema = @Schema(implementation = Problem.class),
                    examples =
                        @ExampleObject(
"""
                  {
                    "type": "urn:larkspur:problem:refresh_unavailable",
                    "title": "The token cannot be refreshed now",
                    "status": 503,
                    "detail": "There is no valid token at this moment, and there may be one later.",
                    "code": "refresh_unavailable",
                    "retryable": true,
                    "platform_code": "20072"
                  }
""")))
      })
  @Tag(name = "tokens")
  @CommonProblems
  @interface LookUp {}

  /** Of the refresh. */
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.METHOD)
  @Operation(
      operationId = "refreshToken",
      summary = "Get a newer token than the one that does not serve",
      description =
          "Needs `tokens:read`. For a token that the platform does not accept though it should last."
              + " Never answers with the old one. Callers who name the `epoch` of the token that"
              + " failed share one refresh, even if they come one after the other.",
      parameters = {
        @Parameter(
            in = ParameterIn.QUERY,
            name = "epoch",
            description = "The epoch of the token that does not serve; left out: the present one",
            example = "1",
            schema = @Schema(implementation = Long.class, minimum = "0")),
        @Parameter(
            in = ParameterIn.PATH,
            name = "app_id",
            description = "The app, as the platform names it",
            schema = @Schema(implementation = String.class),
            example = "cli_a1b2c3"),
        @Parameter(
            in = ParameterIn.PATH,
            name = "open_id",
            description = "The person, as this app knows them",
            schema = @Schema(implementation = String.class),
            example = "ou_d4e5f6")
      },
      responses = {
        @ApiResponse(
            responseCode = "200",
            description = "The new token",
            headers = @Header(name = "Cache-Control", schema = @Schema(type = "string")),
            content =
                @Content(
                    schema = @Schema(implementation = TokenAnswer.class),
                    examples =
                        @ExampleObject(
                            """
                    {
                      "access_token": "u-9Lm2Zy8cR6",
                      "token_type": "Bearer",
                      "expires_at": "2030-01-30T14:03:00Z",
                      "expires_in": 7200,
                      "scopes": [
                        "docx:document:readonly",
                        "offline_access"
                      ],
                      "epoch": 2,
                      "app_id": "cli_a1b2c3",
                      "open_id": "ou_d4e5f6",
                      "state": "active"
                    }
                    """))),
        @ApiResponse(
            responseCode = "404",
            description =
                "`authorization_required`: only the person can help. `not_found`: no such app",
            content =
                @Content(
                    mediaType = "application/problem+json",
                    schema = @Schema(implementation = Problem.class))),
        @ApiResponse(
            responseCode = "409",
            description = "`conflict`: it was revoked",
            content =
                @Content(
                    mediaType = "application/problem+json",
                    schema = @Schema(implementation = Problem.class),
                    examples =
                        @ExampleObject(
"""
                  {
                    "type": "urn:larkspur:problem:conflict",
                    "title": "This is not possible in the present state",
                    "status": 409,
                    "detail": "It was revoked; only the person can consent anew.",
                    "code": "conflict",
                    "retryable": false
                  }
"""))),
        @ApiResponse(
            responseCode = "502",
            description =
                "`platform_error`: the platform takes no refresh from this app until its settings"
                    + " are mended; `platform_code` says why",
            content =
                @Content(
                    mediaType = "application/problem+json",
                    schema = @Schema(implementation = Problem.class),
                    examples =
                        @ExampleObject(
"""
                  {
                    "type": "urn:larkspur:problem:platform_error",
                    "title": "The platform refuses",
                    "status": 502,
                    "detail": "The platform refuses to refresh until the app's settings are mended.",
                    "code": "platform_error",
                    "retryable": false,
                    "platform_code": "20074"
                  }
"""))),
        @ApiResponse(
            responseCode = "503",
            description =
                "`refresh_unavailable`: there is no valid token at this moment, and there may be one"
                    + " after `Retry-After`. `store_unavailable`: the database does not answer",
            headers = @Header(name = "Retry-After", schema = @Schema(type = "integer")),
            content =
                @Content(
                    mediaType = "application/problem+json",
                    schema = @Schema(implementation = Problem.class),
                    examples =
                        @ExampleObject(
"""
                  {
                    "type": "urn:larkspur:problem:refresh_unavailable",
                    "title": "The token cannot be refreshed now",
                    "status": 503,
                    "detail": "There is no valid token at this moment, and there may be one later.",
                    "code": "refresh_unavailable",
                    "retryable": true,
                    "platform_code": "20072"
                  }
""")))
      })
  @Tag(name = "tokens")
  @CommonProblems
  @interface Refresh {}

  /** Of the revocation. */
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.METHOD)
  @Operation(
      operationId = "revokeToken",
      summary = "Withdraw what the person consented to",
      description =
          "Needs `grants:write`. No instance serves the token from then on. The platform is told at"
              + " once; if it cannot be reached, until it has heard. Revoking twice is no error.",
      parameters = {
        @Parameter(
            in = ParameterIn.PATH,
            name = "app_id",
            description = "The app, as the platform names it",
            schema = @Schema(implementation = String.class),
            example = "cli_a1b2c3"),
        @Parameter(
            in = ParameterIn.PATH,
            name = "open_id",
            description = "The person, as this app knows them",
            schema = @Schema(implementation = String.class),
            example = "ou_d4e5f6")
      },
      responses = {
        @ApiResponse(responseCode = "204", description = "It is revoked"),
        @ApiResponse(
            responseCode = "404",
            description =
                "`authorization_required`: there never was a grant. `not_found`: no such app",
            content =
                @Content(
                    mediaType = "application/problem+json",
                    schema = @Schema(implementation = Problem.class)))
      })
  @Tag(name = "tokens")
  @CommonProblems
  @interface Revoke {}

  /** Of the grant. */
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.METHOD)
  @Operation(
      operationId = "readGrant",
      summary = "A person's standing consent, without its secrets",
      description = "Needs `grants:read`.",
      parameters = {
        @Parameter(
            in = ParameterIn.PATH,
            name = "app_id",
            description = "The app, as the platform names it",
            schema = @Schema(implementation = String.class),
            example = "cli_a1b2c3"),
        @Parameter(
            in = ParameterIn.PATH,
            name = "open_id",
            description = "The person, as this app knows them",
            schema = @Schema(implementation = String.class),
            example = "ou_d4e5f6")
      },
      responses = {
        @ApiResponse(
            responseCode = "200",
            description = "The grant",
            content =
                @Content(
                    schema = @Schema(implementation = GrantAnswer.class),
                    examples =
                        @ExampleObject(
                            """
                    {
                      "app_id": "cli_a1b2c3",
                      "open_id": "ou_d4e5f6",
                      "state": "active",
                      "scopes": [
                        "docx:document:readonly",
                        "offline_access"
                      ],
                      "consented_at": "2030-01-30T12:03:00Z",
                      "issued_at": "2030-01-30T12:03:00Z",
                      "expires_at": "2030-01-30T14:03:00Z",
                      "refresh_expires_at": "2030-02-06T12:03:00Z",
                      "refreshable": true,
                      "epoch": 1,
                      "last_error": null,
                      "user": {
                        "open_id": "ou_d4e5f6",
                        "name": "Ann Example",
                        "en_name": "Ann Example",
                        "union_id": "on_a7b8c9",
                        "tenant_key": "tenant1",
                        "avatar_url": "https://example.com/ann.png"
                      }
                    }
                    """))),
        @ApiResponse(
            responseCode = "404",
            description = "`authorization_required`: there is no grant. `not_found`: no such app",
            content =
                @Content(
                    mediaType = "application/problem+json",
                    schema = @Schema(implementation = Problem.class),
                    examples =
                        @ExampleObject(
"""
                  {
                    "type": "urn:larkspur:problem:authorization_required",
                    "title": "The person has to be asked",
                    "status": 404,
                    "detail": "There is no usable token of this person.",
                    "code": "authorization_required",
                    "retryable": false,
                    "how_to_ask": {
                      "method": "POST",
                      "path": "/v1/apps/cli_a1b2c3/users/ou_d4e5f6/authorizations"
                    }
                  }
""")))
      })
  @Tag(name = "tokens")
  @CommonProblems
  @interface Read {}

  private TokenDocs() {}
}
