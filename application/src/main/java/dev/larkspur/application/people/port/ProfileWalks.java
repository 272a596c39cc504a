package dev.larkspur.application.people.port;

import dev.larkspur.domain.identity.AppId;
import dev.larkspur.domain.identity.OpenId;
import dev.larkspur.domain.identity.Person;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Walks through all people of an app: when the next one is due, and which instance makes it.
 * Durable, and shared by all instances.
 */
public interface ProfileWalks {
  /** Whom one comes by, and whether there is something to do. */
  record Passed(Person person, boolean due) {}

  /** The next walk is at this time at the latest; one that is due before stays. */
  void plan(AppId app, Instant next);

  /**
   * Takes the walk if it is due, or was left by an instance that died.
   *
   * @param until nobody else takes it before
   */
  boolean take(AppId app, Instant now, Instant until);

  /**
   * Moves the end of one's turn; with the time of the next walk, to end this one.
   *
   * @param mine until when one has it
   * @return false: one slept past it, and it is somebody else's
   */
  boolean keep(AppId app, Instant mine, Instant until);

  /**
   * The next people with a grant, in an order that stays the same. There is something to do for
   * those who have a valid token and whose profile was not asked for after {@code since}.
   *
   * @param after where one stands; null: at the beginning
   * @return empty: one is through
   */
  List<Passed> next(AppId app, @Nullable OpenId after, Instant now, Instant since, int most);
}
