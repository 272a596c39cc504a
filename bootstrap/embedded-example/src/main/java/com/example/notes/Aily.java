package com.example.notes;

import dev.larkspur.adapters.httpclient.OfPerson;
import dev.larkspur.adapters.httpclient.UserToken;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.client.annotation.Client;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The calls of Aily that can be made as a person, with the fields that are known of them. */
@Client("${feishu.open-url:`https://open.feishu.cn`}/open-apis/aily/v1")
@UserToken(scopes = "aily:skill:write")
interface Aily {
  @Post("/apps/{app}/skills/{skill}/start")
  Answer<Outcome> start(@OfPerson String openId, String app, String skill, @Body Start start);

  /** As {@link #start}, without a thread that waits. */
  @Post("/apps/{app}/skills/{skill}/start")
  CompletableFuture<Answer<Outcome>> startLater(
      @OfPerson String openId, String app, String skill, @Body Start start);

  @Post("/sessions")
  @UserToken(scopes = "aily:session:write")
  Answer<Map<String, Object>> openSession(@OfPerson String openId, @Body Session session);

  @Post("/sessions/{session}/messages")
  @UserToken(scopes = "aily:message:write")
  Answer<Map<String, Object>> say(@OfPerson String openId, String session, @Body Message message);

  @Post("/sessions/{session}/runs")
  @UserToken(scopes = "aily:run:write")
  Answer<Map<String, Object>> run(@OfPerson String openId, String session, @Body Run run);

  @Get("/sessions/{session}/runs/{run}")
  @UserToken(scopes = "aily:run:read")
  Answer<Map<String, Object>> findRun(@OfPerson String openId, String session, String run);

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

  @Serdeable(naming = SnakeCaseStrategy.class)
  record Session(String channelContext, String metadata) {}

  @Serdeable(naming = SnakeCaseStrategy.class)
  record Message(String idempotentId, String contentType, String content) {}

  @Serdeable(naming = SnakeCaseStrategy.class)
  record Run(String appId, String skillId, String skillInput) {}
}
