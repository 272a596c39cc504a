package dev.larkspur.sandbox.oauth;

import com.fasterxml.jackson.databind.JsonNode;
import dev.larkspur.sandbox.world.Json;

/**
 * What one person's tokens came to, to be compared with what an app kept of them.
 *
 * @param rotationsIssued refreshes that were carried out
 * @param rotationsDelivered those of them whose answer was handed over whole
 * @param refreshTokenLive whether a refresh token of this person would be taken now
 * @param presentationsMax of the refresh token that was presented most often
 * @param presentations of all refresh tokens of this person
 * @param presentedAgain those of them that were not a token's first
 */
public record TokensOfPerson(
    long rotationsDelivered,
    long rotationsIssued,
    int consents,
    boolean refreshTokenLive,
    int presentationsMax,
    long presentations,
    long presentedAgain) {

  public JsonNode toJson() {
    return Json.object()
        .put("rotations_delivered", rotationsDelivered)
        .put("rotations_issued", rotationsIssued)
        .put("consents", consents)
        .put("refresh_token_live", refreshTokenLive)
        .put("presentations_max", presentationsMax)
        .put("presentations", presentations)
        .put("presented_again", presentedAgain);
  }
}
