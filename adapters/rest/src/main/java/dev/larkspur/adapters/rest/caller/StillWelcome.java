package dev.larkspur.adapters.rest.caller;

import dev.larkspur.adapters.rest.problem.TurnedAway;
import dev.larkspur.application.access.RecogniseCaller;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;

/** Looks again whether a caller who has waited may still call: keys are withdrawn meanwhile. */
@Singleton
public final class StillWelcome {
  private final RecogniseCaller recognise;

  StillWelcome(RecogniseCaller recognise) {
    this.recognise = recognise;
  }

  /**
   * @throws TurnedAway if the key is not good any more
   */
  public void require(HttpRequest<?> request) {
    if (PresentedKey.in(request).flatMap(key -> recognise.handle(key.text())).isEmpty()) {
      throw TurnedAway.stranger(
          "The key has been withdrawn, or has expired.", CallerFilter.BAD_KEY);
    }
  }
}
