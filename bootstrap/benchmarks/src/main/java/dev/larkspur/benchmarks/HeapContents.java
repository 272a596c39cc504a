package dev.larkspur.benchmarks;

import static java.util.stream.Collectors.toMap;

import java.io.IOException;
import java.util.HashSet;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What is alive on a heap.
 *
 * @param byClass by the class's name, as the JVM writes it
 */
record HeapContents(Map<String, Share> byClass) {
  private static final Pattern LINE =
      Pattern.compile("^\\s*\\d+:\\s+(\\d+)\\s+(\\d+)\\s+(\\S+)", Pattern.MULTILINE);

  /** What a collector puts into gaps. */
  private static final String FILLER = "jdk.internal.vm.Filler";

  /** All objects of a class, or how many more there are of them. */
  record Share(long objects, long bytes) {
    static final Share NONE = new Share(0, 0);

    Share plus(Share other) {
      return new Share(objects + other.objects, bytes + other.bytes);
    }

    Share minus(Share other) {
      return new Share(objects - other.objects, bytes - other.bytes);
    }
  }

  /** Collects the server's garbage first. */
  static HeapContents of(ServerProcess server) throws IOException {
    return parse(server.jcmd("GC.class_histogram"));
  }

  /**
   * @param histogram of {@code jcmd PID GC.class_histogram}
   */
  static HeapContents parse(String histogram) {
    var found =
        LINE.matcher(histogram)
            .results()
            .filter(line -> !line.group(3).contains(FILLER))
            .collect(
                toMap(
                    line -> line.group(3),
                    line -> new Share(Long.parseLong(line.group(1)), Long.parseLong(line.group(2))),
                    Share::plus)); // of several class loaders
    if (found.isEmpty()) {
      throw new IllegalArgumentException("Not a histogram of a heap: " + histogram.strip());
    }
    return new HeapContents(Map.copyOf(found));
  }

  /** What came since; what went is negative. */
  HeapContents since(HeapContents before) {
    var names = new HashSet<>(byClass.keySet());
    names.addAll(before.byClass.keySet());
    return new HeapContents(names.stream().collect(toMap(n -> n, n -> of(n).minus(before.of(n)))));
  }

  Share of(String className) {
    return byClass.getOrDefault(className, Share.NONE);
  }

  Share all() {
    return byClass.values().stream().reduce(Share.NONE, Share::plus);
  }
}
