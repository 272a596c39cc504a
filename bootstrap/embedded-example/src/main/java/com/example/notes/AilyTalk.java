package com.example.notes;

import com.example.notes.Aily.Answer;
import dev.larkspur.adapters.httpclient.OfPerson;
import dev.larkspur.adapters.httpclient.UserToken;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.client.annotation.Client;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;

/** Conversations with Aily, held as a person; other scopes than those of {@link Aily}. */
@Client("${feishu.open-url:`https://open.feishu.cn`}/open-apis/aily/v1/sessions")
@UserToken(scopes = {"aily:session:write", "aily:message:write", "aily:run:write", "aily:run:read"})
interface AilyTalk {
  @Post
  Answer<Opened> open(@OfPerson String openId, @Body Wish wish);

  @Post("/{session}/messages")
  Answer<Said> say(@OfPerson String openId, String session, @Body Words words);

  @Post("/{session}/runs")
  Answer<Running> run(@OfPerson String openId, String session, @Body Task task);

  @Get("/{session}/runs/{run}")
  Answer<Running> find(@OfPerson String openId, String session, String run);

  /**
   * @param metadata whatever the application wants to find in the session again
   */
  @Serdeable
  record Wish(String metadata) {}

  @Serdeable
  record Opened(Session session) {}

  @Serdeable
  record Session(String id) {}

  /**
   * @param idempotentId of two with the same one the second is not said
   * @param contentType MDX
   */
  @Serdeable(naming = SnakeCaseStrategy.class)
  record Words(String idempotentId, String contentType, String content) {}

  @Serdeable
  record Said(Message message) {}

  @Serdeable
  record Message(String id, String content) {}

  /**
   * @param appId of Aily's app, spring_…__c
   */
  @Serdeable(naming = SnakeCaseStrategy.class)
  record Task(String appId) {}

  @Serdeable
  record Running(Run run) {}

  /**
   * @param status QUEUED, IN_PROGRESS, REQUIRES_MESSAGE, COMPLETED, FAILED, CANCELLED or EXPIRED
   */
  @Serdeable
  record Run(String id, String status) {}
}
