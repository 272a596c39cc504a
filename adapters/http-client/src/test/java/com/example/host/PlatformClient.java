package com.example.host;

import dev.larkspur.adapters.httpclient.OfPerson;
import dev.larkspur.adapters.httpclient.UserToken;
import dev.larkspur.domain.identity.OpenId;
import dev.larkspur.domain.identity.Person;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.client.annotation.Client;
import java.util.concurrent.CompletableFuture;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

@Client("${platform.url}")
@UserToken(scopes = "docs:document:readonly")
@Consumes(MediaType.TEXT_PLAIN)
@Produces(MediaType.TEXT_PLAIN)
public interface PlatformClient {
  @Get("/documents/{id}")
  String read(@OfPerson String openId, String id);

  @Get("/documents/{id}")
  CompletableFuture<String> readLater(@OfPerson OpenId openId, String id);

  @Get("/documents/{id}")
  Mono<String> readWhenAsked(@OfPerson Person person, String id);

  default String readBoth(@OfPerson String openId, String one, String other) {
    return read(openId, one) + read(openId, other);
  }

  @Post("/documents")
  String write(@OfPerson String openId, @Body String text);

  @Post("/documents")
  String stream(@OfPerson String openId, @Body Publisher<String> text);

  @Get("/mine")
  String readOfNobody();

  @Get("/mine")
  String readOfNumber(@OfPerson int number);

  /** Whose person is not asked. */
  @Client("${platform.url}")
  @UserToken(scopes = "secrets:read", ask = false)
  @Consumes(MediaType.TEXT_PLAIN)
  interface OfSecrets {
    @Get("/secrets")
    String read(@OfPerson String openId);
  }

  /** Of an app that is named by its name. */
  @Client("${platform.url}")
  @UserToken(app = "demo")
  @Consumes(MediaType.TEXT_PLAIN)
  interface OfDemo {
    @Get("/mine")
    String read(@OfPerson String openId);
  }

  /** Of an app that nobody knows. */
  @Client("${platform.url}")
  @UserToken(app = "nonesuch")
  @Consumes(MediaType.TEXT_PLAIN)
  interface OfNoApp {
    @Get("/mine")
    String read(@OfPerson String openId);
  }
}
