package dev.larkspur.application.idempotency.port;

import dev.larkspur.domain.token.Secret;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Requests that callers marked with a key of theirs, and how they were answered. Durable, and
 * shared by all instances.
 */
public interface AnsweredRequests {
  /**
   * How a request was answered.
   *
   * @param location null: none
   * @param body may hold what only this answer ever tells
   */
  record Answer(int status, @Nullable String location, Secret body) {}

  /** What is known of a request when it comes. */
  sealed interface Known {
    /** Nothing: it is to be done now, by whoever asked. */
    record Fresh() implements Known {}

    /** Somebody is at it. */
    record UnderWay() implements Known {}

    /** The key stands for a request with another content. */
    record Other() implements Known {}

    /** It was done. */
    record Answered(Answer answer) implements Known {}
  }

  /**
   * Begins a request, unless it is known; many at once begin it once.
   *
   * @param id names the caller and their key, and gives neither away; no '/' in it
   * @param fingerprint of the content
   * @param abandoned whoever began before that has died at it
   */
  Known begin(String id, String fingerprint, Instant now, Instant abandoned);

  /**
   * Keeps the answer, unless somebody else has taken the request over.
   *
   * @param begun when it was begun, as {@link #begin} was told
   */
  void answered(String id, Instant begun, Answer answer);

  /**
   * It came to nothing, and may be sent again.
   *
   * @param begun as for {@link #answered}
   */
  void forget(String id, Instant begun);
}
