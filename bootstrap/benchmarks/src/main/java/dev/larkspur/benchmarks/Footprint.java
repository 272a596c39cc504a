package dev.larkspur.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * What a process occupies, in MiB.
 *
 * @param heap what is alive in it; NaN: not looked at
 */
record Footprint(double resident, double peak, double heap) {
  private static final double KIB_PER_MIB = 1024;

  /** Of each part of a serial collector's heap. */
  private static final Pattern USED = Pattern.compile("total \\d+K, used (\\d+)K");

  static Footprint of(ServerProcess server) throws IOException {
    var status = Path.of("/proc", Long.toString(server.pid()), "status");
    if (!Files.exists(status)) {
      throw new IllegalStateException("There is no " + status + ": this is measured on Linux only");
    }
    return new Footprint(mib(status, "VmRSS:"), mib(status, "VmHWM:"), Double.NaN);
  }

  private static double mib(Path status, String name) throws IOException {
    try (var lines = Files.lines(status)) {
      var line = lines.filter(l -> l.startsWith(name)).findFirst().orElseThrow();
      return Long.parseLong(line.replaceAll("\\D", "")) / KIB_PER_MIB;
    }
  }

  /** Makes the server collect its garbage and looks at what is left. */
  Footprint withHeapAfterCollection(ServerProcess server) throws IOException {
    server.jcmd("GC.run");
    var used = USED.matcher(server.jcmd("GC.heap_info")).results().toList();
    var heap = used.stream().mapToLong(part -> Long.parseLong(part.group(1))).sum() / KIB_PER_MIB;
    var after = of(server);
    return new Footprint(after.resident(), after.peak(), used.isEmpty() ? Double.NaN : heap);
  }
}
