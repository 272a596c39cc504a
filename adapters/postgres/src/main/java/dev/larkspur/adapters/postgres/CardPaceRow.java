package dev.larkspur.adapters.postgres;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;

/** A row of {@code larkspur.card_pace}; the app's one for {@code call}. */
@MappedEntity(value = "card_pace", schema = "larkspur")
record CardPaceRow(@Id String appId, Call call, Instant filledAt) {
  /** What the platform counts apart. */
  enum Call {
    SEND,
    CHANGE
  }
}
