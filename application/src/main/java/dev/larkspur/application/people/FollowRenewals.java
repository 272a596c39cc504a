package dev.larkspur.application.people;

import dev.larkspur.application.Pause;
import dev.larkspur.application.token.AfterRenewal;
import dev.larkspur.application.token.port.PlatformUnavailable;
import dev.larkspur.domain.identity.AppId;
import dev.larkspur.domain.identity.Person;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * Brings a person's profile up to date after their token was refreshed, one person after the other
 * and well apart. Nobody waits for it, and what is lost of it (too many at once, an outage, a
 * restart) is made good by the person's next refresh.
 */
public final class FollowRenewals implements AfterRenewal {
  private static final int MOST_WAITING = 10_000;
  private static final Duration REST = Duration.ofMillis(50);
  private static final Duration SILENCE = Duration.ofMinutes(1);

  private final UpdateProfile update;
  private final Duration recently;
  private final Pause pause;
  private final InstantSource clock;
  private final BlockingQueue<Person> renewed = new ArrayBlockingQueue<>(MOST_WAITING);
  private final Map<AppId, Instant> silentUntil = new HashMap<>(); // the rounds' thread's alone

  /**
   * @param recently nobody is asked for whose profile was asked for more recently than this
   */
  public FollowRenewals(UpdateProfile update, Duration recently, Pause pause, InstantSource clock) {
    this.update = update;
    this.recently = recently;
    this.pause = pause;
    this.clock = clock;
  }

  @Override
  public void renewed(Person person) {
    renewed.offer(person); // or not, if it is full
  }

  /**
   * One person.
   *
   * @return whether there are more
   */
  public boolean handle() {
    var person = renewed.poll();
    if (person == null) {
      return false;
    }
    if (!isSilent(person.app())) {
      follow(person);
    }
    return !renewed.isEmpty();
  }

  /** After an outage nobody of the app is asked for a while. */
  private boolean isSilent(AppId app) {
    return clock.instant().isBefore(silentUntil.getOrDefault(app, Instant.MIN));
  }

  private void follow(Person person) {
    try {
      if (update.handle(person, recently)) {
        pause.sleep(REST);
      }
    } catch (PlatformUnavailable e) {
      var wait = e.waitAtLeast().compareTo(SILENCE) > 0 ? e.waitAtLeast() : SILENCE;
      silentUntil.put(person.app(), clock.instant().plus(wait));
    }
  }
}
