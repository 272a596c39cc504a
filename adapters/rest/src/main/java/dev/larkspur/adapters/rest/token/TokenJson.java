package dev.larkspur.adapters.rest.token;

import dev.larkspur.adapters.rest.answer.Times;
import dev.larkspur.adapters.rest.answer.TokenAnswer;
import dev.larkspur.application.token.UserToken;
import dev.larkspur.domain.token.Scopes;
import io.micronaut.http.codec.CodecException;
import io.micronaut.json.JsonMapper;
import jakarta.inject.Singleton;
import java.io.IOException;

/**
 * A token as JSON. That of a token is copied as it is, which costs a tenth of looking at each of
 * its characters; the mapper writes what would have to be escaped.
 */
@Singleton
public final class TokenJson {
  private final JsonMapper json;

  TokenJson(JsonMapper json) {
    this.json = json;
  }

  /** In UTF-8, with the secret in the clear. */
  public byte[] of(UserToken token) {
    return token.access().isPlain() ? plain(token) : mapped(token);
  }

  private byte[] mapped(UserToken token) {
    try {
      return json.writeValueAsBytes(TokenAnswer.of(token));
    } catch (IOException e) {
      throw new CodecException("Cannot write a token", e);
    }
  }

  /** The other parts are always plain: see {@link Scopes} and the ids. */
  @SuppressWarnings("deprecation") // it copies low bytes only, and what is plain has no others
  private static byte[] plain(UserToken token) {
    String[] parts = {
      "{\"access_token\":\"", token.access().reveal(),
      "\",\"token_type\":\"Bearer\",\"expires_at\":\"", Times.text(token.expiresAt()),
      "\",\"expires_in\":", Long.toString(token.left().toSeconds()),
      ",\"scopes\":", list(token.scopes()),
      ",\"epoch\":", Long.toString(token.epoch()),
      ",\"app_id\":\"", token.person().app().value(),
      "\",\"open_id\":\"", token.person().openId().value(),
      "\",\"state\":\"", token.uncertain() ? "uncertain" : "active",
      "\"}"
    };
    int length = 0;
    for (var part : parts) {
      length += part.length();
    }
    var all = new byte[length];
    int at = 0;
    for (var part : parts) {
      part.getBytes(0, part.length(), all, at);
      at += part.length();
    }
    return all;
  }

  private static String list(Scopes scopes) {
    return scopes.isEmpty() ? "[]" : "[\"" + String.join("\",\"", scopes.names()) + "\"]";
  }
}
