package dev.larkspur.adapters.rest.token;

import dev.larkspur.adapters.rest.answer.Desk;
import dev.larkspur.adapters.rest.answer.TokenAnswer;
import dev.larkspur.application.token.UserToken;
import dev.larkspur.domain.token.Scopes;
import io.micronaut.core.io.buffer.ReadBuffer;
import io.micronaut.core.io.buffer.ReadBufferFactory;
import io.micronaut.core.type.Argument;
import io.micronaut.core.type.MutableHeaders;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.body.ByteBodyFactory;
import io.micronaut.http.body.CloseableByteBody;
import io.micronaut.http.body.ResponseBodyWriter;
import io.micronaut.http.codec.CodecException;
import io.micronaut.json.JsonMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/**
 * Writes a token as JSON. That of a token is copied as it is, which costs a tenth of looking at
 * each of its characters, into a buffer of the server's own, which leaves no garbage; the mapper
 * writes what would have to be escaped.
 */
@Singleton
@Produces(MediaType.APPLICATION_JSON)
public final class TokenJson implements ResponseBodyWriter<UserToken> {
  /** Where an answer is put together; of each thread that reads requests. */
  private final ThreadLocal<Desk> desks = ThreadLocal.withInitial(Desk::new);

  private final JsonMapper json;

  TokenJson(JsonMapper json) {
    this.json = json;
  }

  @Override
  public CloseableByteBody writePiece(
      ByteBodyFactory bodies,
      HttpRequest<?> request,
      HttpResponse<?> response,
      Argument<UserToken> type,
      MediaType mediaType,
      UserToken token) {
    return bodies.adapt(of(token, bodies.readBufferFactory()));
  }

  @Override
  public void writeTo(
      Argument<UserToken> type,
      MediaType mediaType,
      UserToken token,
      MutableHeaders headers,
      OutputStream out) {
    try {
      headers.setIfMissing(HttpHeaders.CONTENT_TYPE, mediaType);
      out.write(mapped(token));
    } catch (IOException e) {
      throw new CodecException("Cannot write a token", e);
    }
  }

  /** In UTF-8, with the secret in the clear; whoever gets it closes it. */
  public ReadBuffer of(UserToken token, ReadBufferFactory buffers) {
    return buffers.copyOf(bytes(token));
  }

  /** The same, until this thread writes its next: to be copied, or sent at once. */
  ByteBuffer bytes(UserToken token) {
    return token.access().isPlain() ? plain(token) : ByteBuffer.wrap(mapped(token));
  }

  private byte[] mapped(UserToken token) {
    try {
      return json.writeValueAsBytes(TokenAnswer.of(token));
    } catch (IOException e) {
      throw new CodecException("Cannot write a token", e);
    }
  }

  /** The other parts are always plain: see {@link Scopes} and the ids. */
  private ByteBuffer plain(UserToken token) {
    boolean isPassing = Thread.currentThread().isVirtual(); // and a desk of its own with it
    var desk = isPassing ? new Desk() : desks.get().clear();
    desk.text("{\"access_token\":\"").text(token.access().reveal());
    desk.text("\",\"token_type\":\"Bearer\",\"expires_at\":\"").time(token.expiresAt());
    desk.text("\",\"expires_in\":").number(token.left().toSeconds());
    desk.text(",\"scopes\":[");
    var separator = "\"";
    for (var scope : token.scopes().names()) {
      desk.text(separator).text(scope).text("\"");
      separator = ",\"";
    }
    desk.text("],\"epoch\":").number(token.epoch());
    desk.text(",\"app_id\":\"").text(token.person().app().value());
    desk.text("\",\"open_id\":\"").text(token.person().openId().value());
    desk.text("\",\"state\":\"").text(token.uncertain() ? "uncertain" : "active").text("\"}");
    return desk.bytes();
  }
}
