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

  @Get("/secrets")
  @UserToken(scopes = "secrets:read", ask = false)
  String readSecrets(@OfPerson String openId);

  @Get("/mine")
  @UserToken(app = "demo")
  String readOfAppByName(@OfPerson String openId);

  @Get("/mine")
  @UserToken(app = "nonesuch")
  String readOfNoApp(@OfPerson String openId);

  @Get("/mine")
  String readOfNobody();

  @Get("/mine")
  String readOfNumber(@OfPerson int number);
}
