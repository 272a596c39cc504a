package dev.larkspur.wiring;

import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.context.event.StartupEvent;
import jakarta.inject.Singleton;
import java.util.List;

/** Sets the workers going once everything else is in place. */
@Singleton
final class WorkersStart implements ApplicationEventListener<StartupEvent> {
  private final List<Worker> workers;

  WorkersStart(List<Worker> workers) {
    this.workers = workers;
  }

  @Override
  public void onApplicationEvent(StartupEvent event) {
    workers.forEach(Worker::start);
  }
}
