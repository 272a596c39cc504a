package dev.larkspur.application;

import dev.larkspur.application.token.port.Pace;
import dev.larkspur.domain.identity.Person;
import dev.larkspur.domain.token.RenewalSchedule;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;

/** What a store has to offer to be tested by the contracts of its ports. */
public interface StoreContract {
  /** The pace of the budgets under test. */
  Pace PACE = Pace.within(50, 1000);

  /** When the grants under test are due. */
  RenewalSchedule SCHEDULE = new RenewalSchedule(Duration.ofHours(24));

  /** Empty ports over one store, whose budgets keep {@link #PACE}. */
  Stores empty(InstantSource clock);

  /** How often the store of the last {@link #empty} recorded such a release. */
  long released(UUID caller, Person person, long epoch);
}
