package dev.larkspur.sandbox.oauth;

import com.fasterxml.jackson.databind.JsonNode;
import dev.larkspur.sandbox.world.Json;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What a successful grant hands out. */
public record TokenPair(
    String openId,
    Set<String> scopes,
    String accessToken,
    Duration accessLife,
    Optional<String> refreshToken,
    Duration refreshLife) {

  public JsonNode toJson() {
    var body =
        Json.object()
            .put("code", 0)
            .put("access_token", accessToken)
            .put("expires_in", accessLife.toSeconds());
    refreshToken.ifPresent(
        token ->
            body.put("refresh_token", token)
                .put("refresh_token_expires_in", refreshLife.toSeconds()));
    return body.put("token_type", "Bearer").put("scope", String.join(" ", new TreeSet<>(scopes)));
  }

  @Override
  public String toString() {
    return "TokenPair[of " + openId + "]";
  }
}
