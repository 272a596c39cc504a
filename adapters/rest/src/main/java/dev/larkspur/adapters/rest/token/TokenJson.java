package dev.larkspur.adapters.rest.token;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.larkspur.adapters.rest.answer.Times;
import dev.larkspur.adapters.rest.answer.TokenAnswer;
import dev.larkspur.application.token.UserToken;
import dev.larkspur.domain.token.Scopes;
import io.micronaut.http.codec.CodecException;
import io.micronaut.json.JsonMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.Arrays;

/**
 * A token as JSON. That of a token is copied as it is, which costs a tenth of looking at each of
 * its characters; the mapper writes what would have to be escaped.
 */
@Singleton
final class TokenJson {
  private static final int REST = 512; // of the answer, as a rule

  private static final byte[] START = "{\"access_token\":\"".getBytes(ISO_8859_1);

  private final JsonMapper json;

  TokenJson(JsonMapper json) {
    this.json = json;
  }

  byte[] of(UserToken token) {
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
  private static byte[] plain(UserToken token) {
    var access = token.access().reveal().getBytes(ISO_8859_1);
    var rest = rest(token).getBytes(ISO_8859_1);
    var all = Arrays.copyOf(START, START.length + access.length + rest.length);
    System.arraycopy(access, 0, all, START.length, access.length);
    System.arraycopy(rest, 0, all, START.length + access.length, rest.length);
    return all;
  }

  private static String rest(UserToken token) {
    var text = new StringBuilder(REST);
    text.append("\",\"token_type\":\"Bearer\",\"expires_at\":\"");
    Times.write(token.expiresAt(), text);
    text.append("\",\"expires_in\":").append(token.left().toSeconds());
    char before = '[';
    text.append(",\"scopes\":");
    for (var scope : token.scopes().names()) {
      text.append(before).append('"').append(scope).append('"');
      before = ',';
    }
    text.append(before == '[' ? "[]" : "]");
    text.append(",\"epoch\":").append(token.epoch());
    text.append(",\"app_id\":\"").append(token.person().app().value());
    text.append("\",\"open_id\":\"").append(token.person().openId().value());
    text.append("\",\"state\":\"").append(token.uncertain() ? "uncertain" : "active");
    return text.append("\"}").toString();
  }
}
