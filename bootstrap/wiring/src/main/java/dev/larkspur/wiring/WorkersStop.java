package dev.larkspur.wiring;

import dev.larkspur.application.token.RenewAhead;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.context.event.ShutdownEvent;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * Lets the rounds and what they began come to an end while everything they need is still there: an
 * approving poll must be stored, since its pair exists nowhere else.
 */
@Singleton
final class WorkersStop implements ApplicationEventListener<ShutdownEvent> {
  private final List<Worker> workers;
  private final RenewAhead ahead;
  private final Tasks tasks;

  WorkersStop(List<Worker> workers, RenewAhead ahead, Tasks tasks) {
    this.workers = workers;
    this.ahead = ahead;
    this.tasks = tasks;
  }

  @Override
  public void onApplicationEvent(ShutdownEvent event) {
    workers.forEach(Worker::close);
    ahead.stop();
    tasks.stop();
  }
}
