package dev.larkspur.adapters.rest.authorization;

import dev.larkspur.adapters.rest.answer.AuthorizationAnswer;
import dev.larkspur.adapters.rest.answer.Problem;
import dev.larkspur.adapters.rest.docs.CommonProblems;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What the OpenAPI document says of the calls of this package. */
final class AuthorizationDocs {
  /** Of the request. */
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.METHOD)
  @Operation(
      operationId = "requestAuthorization",
      summary = "Ask a person for their consent",
      description =
          "Needs `authorizations:write`. Sends the person a card. While a request to the same person"
              + " is open, asking again joins it, or adds the scopes to it.",
      parameters = {
        @Parameter(
            in = ParameterIn.HEADER,
            name = "Idempotency-Key",
            description =
                "Chosen by the caller: whoever sends the same request again under the same key, for a"
                    + " day, gets the same answer, and nothing is done twice",
            schema = @Schema(implementation = String.class),
            example = "8e03978e-40d5-43dd-bc93-6894a57f9324"),
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
            description = "A request to this person is open, and covers this one",
            headers = @Header(name = "Location", schema = @Schema(type = "string")),
            content =
                @Content(
                    schema = @Schema(implementation = AuthorizationAnswer.class),
                    examples =
                        @ExampleObject(
                            """
                    {
                      "id": "0b5f6c1e-6a5e-4a53-9d0c-0f1f6c6f3f11",
                      "app_id": "cli_a1b2c3",
                      "open_id": "ou_d4e5f6",
                      "method": "websocket_card",
                      "state": "pending",
                      "scopes": [
                        "docx:document:readonly",
                        "offline_access"
                      ],
                      "created_at": "2030-01-30T12:00:00Z",
                      "expires_at": "2030-01-30T12:30:00Z"
                    }
                    """))),
        @ApiResponse(
            responseCode = "201",
            description = "The person is asked",
            headers = @Header(name = "Location", schema = @Schema(type = "string")),
            content =
                @Content(
                    schema = @Schema(implementation = AuthorizationAnswer.class),
                    examples = {
                      @ExampleObject(
                          name = "card",
                          summary = "The person has to press first",
                          value =
                              """
                    {
                      "id": "0b5f6c1e-6a5e-4a53-9d0c-0f1f6c6f3f11",
                      "app_id": "cli_a1b2c3",
                      "open_id": "ou_d4e5f6",
                      "method": "websocket_card",
                      "state": "pending",
                      "scopes": [
                        "docx:document:readonly",
                        "offline_access"
                      ],
                      "created_at": "2030-01-30T12:00:00Z",
                      "expires_at": "2030-01-30T12:30:00Z"
                    }
                    """),
                      @ExampleObject(
                          name = "link",
                          summary = "The link is there at once",
                          value =
                              """
                    {
                      "id": "0b5f6c1e-6a5e-4a53-9d0c-0f1f6c6f3f11",
                      "app_id": "cli_a1b2c3",
                      "open_id": "ou_d4e5f6",
                      "method": "device_link",
                      "state": "awaiting_consent",
                      "scopes": [
                        "docx:document:readonly",
                        "offline_access"
                      ],
                      "created_at": "2030-01-30T12:00:00Z",
                      "expires_at": "2030-01-30T12:30:00Z",
                      "authorize_url": "https://accounts.feishu.cn/oauth/v1/device/verify?flow_id=1&user_code=A1-B2"
                    }
                    """)
                    })),
        @ApiResponse(
            responseCode = "404",
            description = "`not_found`: no such app",
            content =
                @Content(
                    mediaType = "application/problem+json",
                    schema = @Schema(implementation = Problem.class))),
        @ApiResponse(
            responseCode = "409",
            description =
                "`conflict`: the person is just consenting to less; retry after `Retry-After`",
            content =
                @Content(
                    mediaType = "application/problem+json",
                    schema = @Schema(implementation = Problem.class))),
        @ApiResponse(
            responseCode = "422",
            description =
                "`idempotency_mismatch`: the `Idempotency-Key` was used for another request",
            content =
                @Content(
                    mediaType = "application/problem+json",
                    schema = @Schema(implementation = Problem.class))),
        @ApiResponse(
            responseCode = "429",
            description =
                "`rate_limited`: there were 5 requests (or as many as are configured) for this person"
                    + " in the last minute, of all services; retry after `Retry-After`",
            headers = @Header(name = "Retry-After", schema = @Schema(type = "integer")),
            content =
                @Content(
                    mediaType = "application/problem+json",
                    schema = @Schema(implementation = Problem.class)))
      })
  @Tag(name = "authorizations")
  @RequestBody(
      description = "May be left out: the app's usual scopes, by a detailed card to the person",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = AuthorizationShape.class),
              examples = {
                @ExampleObject(
                    name = "scopes",
                    summary = "For these scopes, by the configured way",
                    value =
                        """
                    {
                      "scopes": [
                        "docx:document:readonly"
                      ]
                    }
                    """),
                @ExampleObject(
                    name = "words",
                    summary = "By a short card with a sentence of your own",
                    value =
                        """
                    {
                      "scopes": [
                        "docx:document:readonly"
                      ],
                      "method": "websocket_card",
                      "card": {
                        "detail": "concise",
                        "message": "The travel assistant would like to read your calendar.",
                        "privacy_url": "https://example.com/privacy"
                      }
                    }
                    """),
                @ExampleObject(
                    name = "template",
                    summary = "By a card of your own, into a chat",
                    value =
                        """
                    {
                      "card": {
                        "to": {
                          "type": "chat_id",
                          "id": "oc_a0b1c2"
                        },
                        "template_id": "AAqk0example",
                        "template_version_name": "1.0.0"
                      }
                    }
                    """)
              }))
  @CommonProblems
  @interface Ask {}

  /** Of the status. */
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.METHOD)
  @Operation(
      operationId = "readAuthorization",
      summary = "How far an authorization has come",
      description = "Needs `authorizations:write` for the person who is asked.",
      parameters = {
        @Parameter(
            in = ParameterIn.HEADER,
            name = "Prefer",
            description =
                "`wait=N`: answer at the next change of state, or after N seconds (at most 60; RFC 7240)",
            schema = @Schema(implementation = String.class),
            example = "wait=20"),
        @Parameter(
            in = ParameterIn.PATH,
            name = "id",
            description = "As the answer to the request named it",
            schema = @Schema(implementation = String.class),
            example = "0b5f6c1e-6a5e-4a53-9d0c-0f1f6c6f3f11")
      },
      responses = {
        @ApiResponse(
            responseCode = "200",
            description = "The authorization",
            content =
                @Content(
                    schema = @Schema(implementation = AuthorizationAnswer.class),
                    examples = {
                      @ExampleObject(
                          name = "pending",
                          summary = "The card was sent",
                          value =
                              """
                    {
                      "id": "0b5f6c1e-6a5e-4a53-9d0c-0f1f6c6f3f11",
                      "app_id": "cli_a1b2c3",
                      "open_id": "ou_d4e5f6",
                      "method": "websocket_card",
                      "state": "pending",
                      "scopes": [
                        "docx:document:readonly",
                        "offline_access"
                      ],
                      "created_at": "2030-01-30T12:00:00Z",
                      "expires_at": "2030-01-30T12:30:00Z",
                      "card": {
                        "state": "sent",
                        "attempts": 0
                      }
                    }
                    """),
                      @ExampleObject(
                          name = "completed",
                          summary = "The token can be looked up",
                          value =
                              """
                    {
                      "id": "0b5f6c1e-6a5e-4a53-9d0c-0f1f6c6f3f11",
                      "app_id": "cli_a1b2c3",
                      "open_id": "ou_d4e5f6",
                      "method": "websocket_card",
                      "state": "completed",
                      "scopes": [
                        "docx:document:readonly",
                        "offline_access"
                      ],
                      "created_at": "2030-01-30T12:00:00Z",
                      "expires_at": "2030-01-30T12:03:00Z",
                      "completed_at": "2030-01-30T12:03:00Z",
                      "card": {
                        "state": "sent",
                        "attempts": 0
                      }
                    }
                    """)
                    })),
        @ApiResponse(
            responseCode = "404",
            description =
                "`not_found`: no such authorization; told to keys that reach everyone, others get 403",
            content =
                @Content(
                    mediaType = "application/problem+json",
                    schema = @Schema(implementation = Problem.class)))
      })
  @Tag(name = "authorizations")
  @CommonProblems
  @interface Read {}

  /** Of its events. */
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.METHOD)
  @Operation(
      operationId = "followAuthorization",
      summary = "What becomes of an authorization, as it happens",
      description =
          "Needs `authorizations:write` for the person who is asked. Server-sent events: `state`, with"
              + " the authorization as data and the state as id, at once and at each change; `ping`"
              + " every 15 s, and at once with `Last-Event-ID`. Ends when the authorization is settled.",
      parameters = {
        @Parameter(
            in = ParameterIn.HEADER,
            name = "Last-Event-ID",
            description = "The id of the last event that the client has: it is not sent again",
            schema = @Schema(implementation = String.class),
            example = "pending"),
        @Parameter(
            in = ParameterIn.PATH,
            name = "id",
            description = "As the answer to the request named it",
            schema = @Schema(implementation = String.class),
            example = "0b5f6c1e-6a5e-4a53-9d0c-0f1f6c6f3f11")
      },
      responses = {
        @ApiResponse(
            responseCode = "200",
            description = "The events; the schema is that of what a `state` has as data",
            content =
                @Content(
                    mediaType = "text/event-stream",
                    schema = @Schema(implementation = AuthorizationAnswer.class),
                    examples =
                        @ExampleObject(
                            """
                    event: state
                    id: pending
                    data: {"id":"0b5f6c1e-6a5e-4a53-9d0c-0f1f6c6f3f11","app_id":"cli_a1b2c3","open_id":"ou_d4e5f6","method":"websocket_card","state":"pending","scopes":["docx:document:readonly","offline_access"],"created_at":"2030-01-30T12:00:00Z","expires_at":"2030-01-30T12:30:00Z"}

                    event: state
                    id: completed
                    data: {"id":"0b5f6c1e-6a5e-4a53-9d0c-0f1f6c6f3f11","app_id":"cli_a1b2c3","open_id":"ou_d4e5f6","method":"websocket_card","state":"completed","scopes":["docx:document:readonly","offline_access"],"created_at":"2030-01-30T12:00:00Z","expires_at":"2030-01-30T12:03:00Z","completed_at":"2030-01-30T12:03:00Z","card":{"state":"sent","attempts":0}}

                    """))),
        @ApiResponse(
            responseCode = "404",
            description =
                "`not_found`: no such authorization; told to keys that reach everyone, others get 403",
            content =
                @Content(
                    mediaType = "application/problem+json",
                    schema = @Schema(implementation = Problem.class)))
      })
  @Tag(name = "authorizations")
  @CommonProblems
  @interface Events {}

  /** Of the withdrawal. */
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.METHOD)
  @Operation(
      operationId = "cancelAuthorization",
      summary = "Withdraw a request; its card says so",
      description = "Needs `authorizations:write` for the person who is asked.",
      parameters = {
        @Parameter(
            in = ParameterIn.PATH,
            name = "id",
            description = "As the answer to the request named it",
            schema = @Schema(implementation = String.class),
            example = "0b5f6c1e-6a5e-4a53-9d0c-0f1f6c6f3f11")
      },
      responses = {
        @ApiResponse(responseCode = "204", description = "It is cancelled"),
        @ApiResponse(
            responseCode = "404",
            description =
                "`not_found`: no such authorization; told to keys that reach everyone, others get 403",
            content =
                @Content(
                    mediaType = "application/problem+json",
                    schema = @Schema(implementation = Problem.class))),
        @ApiResponse(
            responseCode = "409",
            description =
                "`conflict`: it is settled; or, with `retryable`, the person has consented and that is being checked",
            content =
                @Content(
                    mediaType = "application/problem+json",
                    schema = @Schema(implementation = Problem.class)))
      })
  @Tag(name = "authorizations")
  @CommonProblems
  @interface Cancel {}

  private AuthorizationDocs() {}
}
