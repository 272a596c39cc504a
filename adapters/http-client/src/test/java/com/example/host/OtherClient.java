package com.example.host;

import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.client.annotation.Client;

/** None of ours. */
@Client("${platform.url}")
@Consumes(MediaType.TEXT_PLAIN)
public interface OtherClient {
  @Get("/open")
  String read();
}
