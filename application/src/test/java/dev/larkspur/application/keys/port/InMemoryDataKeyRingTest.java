package dev.larkspur.application.keys.port;

import static dev.larkspur.application.Cast.NOON;

import dev.larkspur.application.MutableClock;
import java.time.Duration;

class InMemoryDataKeyRingTest implements DataKeyRingContract {
  private final MutableClock clock = new MutableClock(NOON);

  @Override
  public DataKeyRing ring() {
    return new InMemoryDataKeyRing(clock);
  }

  @Override
  public void timePasses() {
    clock.advance(Duration.ofMinutes(1));
  }
}
