package dev.larkspur.adapters.rest.authorization;

import io.swagger.v3.oas.annotations.media.Schema;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Documents what {@link AuthorizationBody} reads. */
@Schema(name = "AuthorizationRequest", description = "What is asked for, and how")
record AuthorizationShape(
    @Schema(
            description = "Left out: the app's usual ones. offline_access is always added",
            example = "[\"docx:document:readonly\"]")
        @Nullable List<String> scopes,
    @Schema(
            description =
                "The way to the token: a card whose press comes back over the long connection"
                    + " (websocket_card) or by a call of the platform's (http_callback), or a link at"
                    + " once, by a device code (device_link) or from which the browser comes back to"
                    + " us (oauth). Left out: the configured one. What the app is not set up for is"
                    + " refused",
            type = "string",
            allowableValues = {"websocket_card", "http_callback", "device_link", "oauth"})
        @Nullable String method,
    @Nullable Card card) {

  /** How the card is sent, and what it says. */
  @Schema(name = "Card", description = "How the card is sent, and what it says")
  record Card(
      @Nullable Address to,
      @Schema(
              description = "How much the card says",
              type = "string",
              allowableValues = {"detailed", "concise"},
              defaultValue = "detailed")
          @Nullable String detail,
      @Schema(
              description =
                  "A card of your own, made in the platform's card builder and published to the app;"
                      + " docs/cards.md lists the variables that it is given",
              pattern = "^[A-Za-z0-9_-]{1,64}$",
              example = "AAqk0example")
          @Nullable String templateId,
      @Schema(
              description = "The version of the template; left out: the one published last",
              pattern = "^[A-Za-z0-9._-]{1,32}$",
              example = "1.0.0")
          @Nullable String templateVersionName,
      @Schema(
              description = "A sentence of your own",
              maxLength = 500,
              example = "The travel assistant would like to read your calendar.")
          @Nullable String message,
      @Schema(
              description = "Where the person can read what is done with their data",
              example = "https://example.com/privacy")
          @Nullable URI privacyUrl) {}

  /** A receiver. Says nothing about whose consent is sought. */
  @Schema(
      name = "CardAddress",
      description =
          "Where the card goes; left out: to the person. Says nothing about whose consent is sought")
  record Address(
      @Schema(
              type = "string",
              allowableValues = {"open_id", "user_id", "union_id", "email", "chat_id"},
              example = "chat_id")
          String type,
      @Schema(maxLength = 256, example = "oc_a0b1c2") String id) {}
}
