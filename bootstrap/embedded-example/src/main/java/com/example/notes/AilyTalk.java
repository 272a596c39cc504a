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
import java.util.Map;

/** Conversations with Aily, held as a person; other scopes than those of {@link Aily}. */
@Client("${feishu.open-url:`https://open.feishu.cn`}/open-apis/aily/v1/sessions")
@UserToken(scopes = {"aily:session:write", "aily:message:write", "aily:run:write", "aily:run:read"})
interface AilyTalk {
  @Post
  Answer<Map<String, Object>> open(@OfPerson String openId, @Body Session session);

  @Post("/{session}/messages")
  Answer<Map<String, Object>> say(@OfPerson String openId, String session, @Body Message message);

  @Post("/{session}/runs")
  Answer<Map<String, Object>> run(@OfPerson String openId, String session, @Body Run run);

  @Get("/{session}/runs/{run}")
  Answer<Map<String, Object>> find(@OfPerson String openId, String session, String run);

  @Serdeable(naming = SnakeCaseStrategy.class)
  record Session(String channelContext, String metadata) {}

  @Serdeable(naming = SnakeCaseStrategy.class)
  record Message(String idempotentId, String contentType, String content) {}

  @Serdeable(naming = SnakeCaseStrategy.class)
  record Run(String appId, String skillId, String skillInput) {}
}
