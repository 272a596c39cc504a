package dev.larkspur.adapters.rest.admin;

import dev.larkspur.adapters.rest.answer.ConnectionsAnswer;
import dev.larkspur.adapters.rest.docs.CommonProblems;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What the OpenAPI document says of the call about connections. */
final class ConnectionDocs {
  /** Of the list. */
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.METHOD)
  @Operation(
      operationId = "listConnections",
      summary = "The long connections to the platform, of all instances",
      description =
          "Administrators only. What an instance had that died is listed for half a minute longer.",
      responses = {
        @ApiResponse(
            responseCode = "200",
            description = "The connections",
            content =
                @Content(
                    schema = @Schema(implementation = ConnectionsAnswer.class),
                    examples =
                        @ExampleObject(
                            """
                    {
                      "apps": [
                        {
                          "app_id": "cli_a1b2c3",
                          "name": "main",
                          "state": "connected",
                          "connections": [
                            {
                              "slot": 0,
                              "instance": "larkspur-7d9f-1",
                              "state": "connected",
                              "since": "2030-01-30T12:00:00Z",
                              "failures": 0,
                              "reason": "connected"
                            }
                          ]
                        }
                      ]
                    }
                    """)))
      })
  @Tag(name = "connections")
  @CommonProblems
  @interface ListAll {}

  private ConnectionDocs() {}
}
