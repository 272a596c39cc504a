package dev.larkspur.benchmarks.chaos;

import dev.larkspur.benchmarks.Progress;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** The instances that share one database. */
final class Fleet implements AutoCloseable {
  static final int SIZE = 4;

  private final List<Instance> instances;
  private final AtomicInteger turn = new AtomicInteger();

  Fleet(Path folder, Map<String, String> settings, HttpClient http, Absences absences) {
    instances =
        IntStream.range(0, SIZE)
            .mapToObj(
                number ->
                    new Instance(
                        number,
                        folder.resolve("server-" + number + ".log"),
                        settings,
                        http,
                        absences))
            .toList();
  }

  /** The first makes the tables; the others come when they are there. */
  void start() throws InterruptedException, ExecutionException, IOException {
    instances.getFirst().start();
    Progress.say("one server is ready");
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var others =
          instances.stream()
              .skip(1)
              .map(
                  instance ->
                      threads.submit(
                          () -> {
                            instance.start();
                            return instance;
                          }))
              .toList();
      for (var other : others) {
        other.get();
      }
    }
    Progress.say("all servers are ready");
  }

  Instance get(int number) {
    return instances.get(number);
  }

  /** Those that are there take turns, also one that is stopped, which nobody knows. */
  Optional<Instance> next() {
    int first = turn.getAndIncrement();
    return IntStream.range(first, first + SIZE)
        .mapToObj(number -> instances.get(Math.floorMod(number, SIZE)))
        .filter(Instance::takesCalls)
        .findFirst();
  }

  /** In order, so that nothing is under way afterwards. */
  void terminate() {
    instances.forEach(Instance::terminate);
    instances.forEach(Instance::awaitEnd);
  }

  @Override
  public void close() {
    instances.forEach(Instance::close);
  }
}
