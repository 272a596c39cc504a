package dev.larkspur.adapters.rest.authorization;

import dev.larkspur.adapters.rest.answer.AuthorizationAnswer;
import dev.larkspur.adapters.rest.answer.AuthorizationState;
import dev.larkspur.adapters.rest.problem.TurnedAway;
import dev.larkspur.application.authorization.WatchSession;
import dev.larkspur.application.authorization.WatchSession.Seen;
import dev.larkspur.domain.authorization.AuthSessionId;
import io.micronaut.http.sse.Event;
import io.micronaut.scheduling.TaskExecutors;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * An authorization as a stream of server-sent events (WHATWG HTML, section 9.2). No state comes
 * twice, so that its name is the event's id: who comes back with {@code Last-Event-ID} is told what
 * has happened since.
 */
@Singleton
final class AuthorizationEvents {
  private static final Duration PING = Duration.ofSeconds(15);
  private static final Duration LONG = Duration.ofHours(1); // than any authorization lasts

  private final WatchSession watch;
  private final ExecutorService blocking;
  private final Scheduler readers;

  AuthorizationEvents(WatchSession watch, @Named(TaskExecutors.BLOCKING) ExecutorService blocking) {
    this.watch = watch;
    this.blocking = blocking;
    this.readers = Schedulers.fromExecutor(blocking);
  }

  /**
   * @param last the id of the last event that the client has; null, or not ours: none
   * @param allowed throws {@link TurnedAway} if whoever listens may not any more; the stream ends
   */
  Publisher<Event<Object>> of(AuthSessionId id, @Nullable String last, Runnable allowed) {
    return Flux.<Event<Object>>create(
            sink -> {
              var known = state(last);
              var firstPing =
                  known == null ? PING : Duration.ZERO; // else nothing may come for long
              sink.onDispose(
                  Schedulers.parallel()
                      .schedulePeriodically(
                          () ->
                              blocking.execute(
                                  () -> ifAllowed(allowed, sink, () -> sink.next(ping()))),
                          firstPing.toMillis(),
                          PING.toMillis(),
                          TimeUnit.MILLISECONDS));
              follow(sink, id, known, allowed);
            })
        .subscribeOn(readers);
  }

  private void follow(
      FluxSink<Event<Object>> sink,
      AuthSessionId id,
      @Nullable AuthorizationState known,
      Runnable allowed) {
    var _ =
        watch
            .handle(id, Progress.since(known), LONG)
            .whenCompleteAsync(
                (seen, failure) -> {
                  if (failure != null) {
                    sink.error(failure);
                  } else if (seen.isEmpty()) {
                    sink.complete(); // it is so old that it was removed
                  } else {
                    ifAllowed(allowed, sink, () -> tell(sink, id, known, seen.get(), allowed));
                  }
                },
                blocking);
  }

  private static void ifAllowed(Runnable allowed, FluxSink<Event<Object>> sink, Runnable telling) {
    try {
      allowed.run();
      telling.run();
    } catch (TurnedAway e) {
      sink.complete(); // who comes back is told why
    } catch (RuntimeException e) { // nobody else would tell the client
      sink.error(e);
    }
  }

  private void tell(
      FluxSink<Event<Object>> sink,
      AuthSessionId id,
      @Nullable AuthorizationState known,
      Seen seen,
      Runnable allowed) {
    var state = AuthorizationState.of(seen.session());
    if (state != known) {
      sink.next(Event.<Object>of(AuthorizationAnswer.of(seen)).name("state").id(name(state)));
    }
    if (Progress.isSettled(seen.session())) {
      sink.complete();
    } else if (!sink.isCancelled()) {
      follow(sink, id, state, allowed);
    }
  }

  private static Event<Object> ping() {
    return Event.<Object>of(Map.of()).name("ping");
  }

  private static String name(AuthorizationState state) {
    return state.name().toLowerCase(Locale.ROOT);
  }

  private static @Nullable AuthorizationState state(@Nullable String name) {
    return Arrays.stream(AuthorizationState.values())
        .filter(state -> name(state).equals(name))
        .findFirst()
        .orElse(null);
  }
}
