package com.example.notes;

import dev.larkspur.adapters.httpclient.OfPerson;
import dev.larkspur.adapters.httpclient.UserToken;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.client.annotation.Client;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Skills of Aily, run as a person, with the fields that are known of them. */
@Client("${feishu.open-url:`https://open.feishu.cn`}/open-apis/aily/v1")
@UserToken(scopes = "aily:skill:write")
interface Aily {
  @Post("/apps/{app}/skills/{skill}/start")
  Answer<Outcome> start(@OfPerson String openId, String app, String skill, @Body Start start);

  /** As {@link #start}, without a thread that waits. */
  @Post("/apps/{app}/skills/{skill}/start")
  CompletableFuture<Answer<Outcome>> startLater(
      @OfPerson String openId, String app, String skill, @Body Start start);

  /**
   * What the platform answers to everything.
   *
   * @param code 0: it was done
   */
  @Serdeable
  record Answer<T>(int code, @Nullable String msg, @Nullable T data) {}

  /**
   * @param input JSON, as a string
   */
  @Serdeable(naming = SnakeCaseStrategy.class)
  record Start(Variables globalVariable, String input) {}

  @Serdeable
  record Variables(String query) {}

  /**
   * @param output JSON, as a string
   */
  @Serdeable
  record Outcome(String output, String status) {}
}
