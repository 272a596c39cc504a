package dev.larkspur.adapters.rest.admin;

import dev.larkspur.adapters.rest.answer.KeyAnswer;
import dev.larkspur.adapters.rest.answer.KeysAnswer;
import dev.larkspur.adapters.rest.answer.Problem;
import dev.larkspur.adapters.rest.docs.CommonProblems;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
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
final class KeyDocs {
  /** Of making a key. */
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.METHOD)
  @Operation(
      operationId = "createKey",
      summary = "Make a key for a service",
      description =
          "Administrators only. The key itself is told in this answer and never again, but to whoever"
              + " sends the same request again under the same `Idempotency-Key` within a day.",
      parameters = {
        @Parameter(
            in = ParameterIn.HEADER,
            name = "Idempotency-Key",
            description =
                "Chosen by the caller: whoever sends the same request again under the same key, for a"
                    + " day, gets the same answer, and nothing is done twice",
            schema = @Schema(implementation = String.class),
            example = "8e03978e-40d5-43dd-bc93-6894a57f9324")
      },
      responses = {
        @ApiResponse(
            responseCode = "409",
            description = "`conflict`: a request with this `Idempotency-Key` is being done",
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
            responseCode = "201",
            description = "The key",
            content =
                @Content(
                    schema = @Schema(implementation = KeyAnswer.class),
                    examples =
                        @ExampleObject(
                            """
                    {
                      "id": "0b5f6c1e-6a5e-4a53-9d0c-0f1f6c6f3f11",
                      "name": "reporting service",
                      "apps": [
                        "cli_a1b2c3"
                      ],
                      "users": [
                        "ou_d4e5f6"
                      ],
                      "operations": [
                        "authorizations:write",
                        "tokens:read"
                      ],
                      "created_at": "2030-01-30T12:00:00Z",
                      "expires_at": "2031-01-31T00:00:00Z",
                      "per_second": 100,
                      "key": "lk_vS0xqT4Jc9mZr2YhWb7NfKd1LgPu5AeXoR8iCtQs3Bw"
                    }
                    """)))
      })
  @Tag(name = "keys")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = KeyShape.class),
              examples = {
                @ExampleObject(
                    name = "everyone",
                    summary = "Good for every app and person, until it is withdrawn",
                    value =
                        """
                    {
                      "name": "reporting service",
                      "apps": "*",
                      "operations": [
                        "tokens:read"
                      ]
                    }
                    """),
                @ExampleObject(
                    name = "limited",
                    summary = "Good for one person of one app, for a time, with a limit of its own",
                    value =
                        """
                    {
                      "name": "reporting service",
                      "apps": [
                        "cli_a1b2c3"
                      ],
                      "users": [
                        "ou_d4e5f6"
                      ],
                      "operations": [
                        "tokens:read",
                        "authorizations:write"
                      ],
                      "expires_at": "2031-01-31T00:00:00Z",
                      "per_second": 100
                    }
                    """)
              }))
  @CommonProblems
  @interface Create {}

  /** Of the list. */
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.METHOD)
  @Operation(
      operationId = "listKeys",
      summary = "All services' keys, the oldest first",
      description = "Administrators only. The keys themselves are not told.",
      responses = {
        @ApiResponse(
            responseCode = "200",
            description = "The keys",
            content =
                @Content(
                    schema = @Schema(implementation = KeysAnswer.class),
                    examples =
                        @ExampleObject(
                            """
                    {
                      "keys": [
                        {
                          "id": "0b5f6c1e-6a5e-4a53-9d0c-0f1f6c6f3f11",
                          "name": "reporting service",
                          "apps": [
                            "cli_a1b2c3"
                          ],
                          "users": [
                            "ou_d4e5f6"
                          ],
                          "operations": [
                            "authorizations:write",
                            "tokens:read"
                          ],
                          "created_at": "2030-01-30T12:00:00Z",
                          "expires_at": "2031-01-31T00:00:00Z",
                          "per_second": 100,
                          "last_used_at": "2030-01-30T14:30:00Z"
                        }
                      ]
                    }
                    """)))
      })
  @Tag(name = "keys")
  @CommonProblems
  @interface ListAll {}

  /** Of making another key for the same service. */
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.METHOD)
  @Operation(
      operationId = "rotateKey",
      summary = "Replace a key",
      description =
          "Administrators only. The service gets another key with the same id, name, rights, limit and"
              + " end; one whose end has come gets none. The old one stays good for `overlap` seconds, so that the service can change over"
              + " without a gap; one that was replaced before ends at once. The new key is told in this"
              + " answer and never again, but to whoever sends the same request again under the same"
              + " `Idempotency-Key` within a day.",
      parameters = {
        @Parameter(
            in = ParameterIn.PATH,
            name = "id",
            description = "The key's id",
            schema = @Schema(implementation = String.class),
            example = "0b5f6c1e-6a5e-4a53-9d0c-0f1f6c6f3f11"),
        @Parameter(
            in = ParameterIn.HEADER,
            name = "Idempotency-Key",
            description =
                "Chosen by the caller: whoever sends the same request again under the same key, for a"
                    + " day, gets the same answer, and nothing is done twice",
            schema = @Schema(implementation = String.class),
            example = "8e03978e-40d5-43dd-bc93-6894a57f9324")
      },
      responses = {
        @ApiResponse(
            responseCode = "404",
            description = "`not_found`: no such key",
            content =
                @Content(
                    mediaType = "application/problem+json",
                    schema = @Schema(implementation = Problem.class))),
        @ApiResponse(
            responseCode = "409",
            description =
                "`conflict`: the key has expired, so that another one would be good for nothing; or a"
                    + " request with this `Idempotency-Key` is being done",
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
            responseCode = "200",
            description = "The new key",
            content =
                @Content(
                    schema = @Schema(implementation = KeyAnswer.class),
                    examples =
                        @ExampleObject(
                            """
                    {
                      "id": "0b5f6c1e-6a5e-4a53-9d0c-0f1f6c6f3f11",
                      "name": "reporting service",
                      "apps": "*",
                      "operations": [
                        "tokens:read"
                      ],
                      "created_at": "2030-01-30T12:00:00Z",
                      "key": "lk_Zq3sYc0ViK8uJn5WmRb1TeHx6AfDo2LpGt9ByMwX4Es"
                    }
                    """)))
      })
  @Tag(name = "keys")
  @RequestBody(
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = KeyRotationShape.class),
              examples = {
                @ExampleObject(
                    name = "overlap",
                    summary = "The old key stays good for an hour",
                    value =
                        """
                    {
                      "overlap": 3600
                    }
                    """),
                @ExampleObject(
                    name = "at once",
                    summary = "The old key ends now: somebody may have seen it",
                    value =
                        """
                    {
                      "overlap": 0
                    }
                    """)
              }))
  @CommonProblems
  @interface Rotate {}

  /** Of the withdrawal. */
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.METHOD)
  @Operation(
      operationId = "deleteKey",
      summary = "Withdraw a key",
      description = "Administrators only. The key is refused from now on.",
      parameters = {
        @Parameter(
            in = ParameterIn.PATH,
            name = "id",
            description = "The key's id",
            schema = @Schema(implementation = String.class),
            example = "0b5f6c1e-6a5e-4a53-9d0c-0f1f6c6f3f11")
      },
      responses = {
        @ApiResponse(responseCode = "204", description = "It is withdrawn"),
        @ApiResponse(
            responseCode = "404",
            description = "`not_found`: no such key",
            content =
                @Content(
                    mediaType = "application/problem+json",
                    schema = @Schema(implementation = Problem.class)))
      })
  @Tag(name = "keys")
  @CommonProblems
  @interface Delete {}

  private KeyDocs() {}
}
