package dev.larkspur.adapters.rest.docs;

import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.enums.SecuritySchemeType;
import io.swagger.v3.oas.annotations.info.Info;
import io.swagger.v3.oas.annotations.info.License;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.security.SecurityScheme;
import io.swagger.v3.oas.annotations.tags.Tag;

/** The head of the OpenAPI document; the rest is said where it is done. */
@OpenAPIDefinition(
    info =
        @Info(
            title = "Larkspur",
            version = "1",
            description =
                "Gets, keeps and hands out the tokens with which services act as a person in"
                    + " Feishu and Lark.\n\n"
                    + "Every call needs a caller's key: `Authorization: Bearer lk_…`, or, where the"
                    + " operator has set that up, a token of the company's issuer. Whatever goes"
                    + " wrong is told as `application/problem+json` (RFC 9457); decide by its"
                    + " `code`, never by its texts.",
            license =
                @License(name = "Apache-2.0", url = "https://www.apache.org/licenses/LICENSE-2.0")),
    tags = {
      @Tag(name = "tokens", description = "Look up a person's token"),
      @Tag(name = "authorizations", description = "Ask a person for their consent"),
      @Tag(name = "keys", description = "Services' keys; for administrators"),
      @Tag(
          name = "data keys",
          description = "The keys that seal what is stored; for administrators")
    },
    security = @SecurityRequirement(name = "key"))
@SecurityScheme(
    name = "key",
    type = SecuritySchemeType.HTTP,
    scheme = "bearer",
    description =
        "A caller's key, made with POST /admin/v1/keys; or an access token (a signed JWT, RFC 9068)"
            + " of the company's issuer, which names operations (`scope`), apps (`larkspur_apps`) and"
            + " people (`larkspur_users`)")
final class Api {
  private Api() {}
}
