package dev.larkspur.adapters.rest.token;

import dev.larkspur.adapters.rest.answer.Times;
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
  private static final int USUAL = 1 << 12;

  /** Where an answer is put together; of each thread that reads requests. */
  private final ThreadLocal<ByteBuffer> desks =
      ThreadLocal.withInitial(() -> ByteBuffer.allocate(USUAL));

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
  @SuppressWarnings("deprecation") // it copies low bytes only, and what is plain has no others
  private ByteBuffer plain(UserToken token) {
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
    var desk = length <= USUAL && !isPassing() ? desks.get() : ByteBuffer.allocate(length);
    int at = 0;
    for (var part : parts) {
      part.getBytes(0, part.length(), desk.array(), at);
      at += part.length();
    }
    return desk.clear().limit(length);
  }

  /** Whether this thread is gone after this answer, and a desk of its own would be too. */
  private static boolean isPassing() {
    return Thread.currentThread().isVirtual();
  }

  private static String list(Scopes scopes) {
    return scopes.isEmpty() ? "[]" : "[\"" + String.join("\",\"", scopes.names()) + "\"]";
  }
}
