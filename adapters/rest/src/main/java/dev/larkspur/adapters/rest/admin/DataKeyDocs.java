package dev.larkspur.adapters.rest.admin;

import dev.larkspur.adapters.rest.answer.DataKeysAnswer;
import dev.larkspur.adapters.rest.answer.Problem;
import dev.larkspur.adapters.rest.answer.RehearsalAnswer;
import dev.larkspur.adapters.rest.answer.RotationAnswer;
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

/** What the OpenAPI document says of the calls about data keys. */
final class DataKeyDocs {
  /** Of the report. */
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.METHOD)
  @Operation(
      operationId = "readDataKeys",
      summary = "The keys that seal what is stored, and how far their rotation is",
      description =
          "Administrators only. Tells ids and numbers, never a key. Counts every ciphertext, which"
              + " takes a moment for every few hundred thousand rows: not to be asked every second.",
      responses = {
        @ApiResponse(
            responseCode = "200",
            description = "The keys",
            content =
                @Content(
                    schema = @Schema(implementation = DataKeysAnswer.class),
                    examples =
                        @ExampleObject(
                            """
                    {
                      "keys": [
                        {
                          "id": 1712953843,
                          "created_at": "2030-01-30T12:00:00Z",
                          "status": "primary",
                          "ciphertexts": 25000
                        },
                        {
                          "id": 1123581321,
                          "created_at": "2029-01-30T12:00:00Z",
                          "status": "old",
                          "ciphertexts": 75000
                        }
                      ],
                      "rotation": {
                        "state": "reencrypting",
                        "started_at": "2030-01-30T12:00:00Z",
                        "total": 100000,
                        "done": 25000,
                        "percent": 25,
                        "eta_seconds": 60,
                        "broken": 0,
                        "tables": [
                          {
                            "table": "grants",
                            "total": 100000,
                            "done": 25000,
                            "broken": 0
                          }
                        ]
                      },
                      "master_key": {
                        "current": true,
                        "previous_still_needed": false,
                        "instance_left_behind": false
                      }
                    }
                    """)))
      })
  @Tag(name = "data keys")
  @CommonProblems
  @interface Read {}

  /** Of the rotation. */
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.METHOD)
  @Operation(
      operationId = "rotateDataKey",
      summary = "Replace the key that seals what is stored",
      description =
          "Administrators only. All that is stored is sealed anew in the background, while every"
              + " call goes on to be served; the old key is removed at the end.",
      parameters = {
        @Parameter(
            in = ParameterIn.QUERY,
            name = "dry_run",
            description = "true: only say what would be re-encrypted",
            example = "true",
            schema = @Schema(type = "boolean", defaultValue = "false"))
      },
      responses = {
        @ApiResponse(
            responseCode = "200",
            description = "With `dry_run`: what would be re-encrypted. Nothing has changed",
            content =
                @Content(
                    schema = @Schema(implementation = RehearsalAnswer.class),
                    examples =
                        @ExampleObject(
                            """
                    {
                      "dry_run": true,
                      "ciphertexts": 200000,
                      "columns": [
                        {
                          "table": "grants",
                          "column": "access_token",
                          "ciphertexts": 100000
                        },
                        {
                          "table": "grants",
                          "column": "refresh_token",
                          "ciphertexts": 100000
                        }
                      ]
                    }
                    """))),
        @ApiResponse(
            responseCode = "202",
            description =
                "It has begun, and goes on by itself; the list of keys tells how far it is",
            content =
                @Content(
                    schema = @Schema(implementation = RotationAnswer.class),
                    examples =
                        @ExampleObject(
                            """
                    {
                      "state": "adding",
                      "started_at": "2030-01-30T12:00:00Z",
                      "total": 0,
                      "done": 0,
                      "percent": 0,
                      "broken": 0,
                      "tables": []
                    }
                    """))),
        @ApiResponse(
            responseCode = "409",
            description =
                "`conflict`: a rotation is running, or an instance that is running has not got the"
                    + " new master key",
            content =
                @Content(
                    mediaType = "application/problem+json",
                    schema = @Schema(implementation = Problem.class)))
      })
  @Tag(name = "data keys")
  @RequestBody(
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = RotationShape.class),
              examples = {
                @ExampleObject(
                    name = "rehearsal",
                    summary = "Only say what would be re-encrypted",
                    value =
                        """
                    {
                      "dry_run": true
                    }
                    """),
                @ExampleObject(
                    name = "rotation",
                    summary = "Begin",
                    value =
                        """
                    {
                      "dry_run": false
                    }
                    """)
              }))
  @CommonProblems
  @interface Rotate {}

  private DataKeyDocs() {}
}
