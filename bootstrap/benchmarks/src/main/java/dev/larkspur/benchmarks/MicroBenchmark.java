package dev.larkspur.benchmarks;

import dev.larkspur.benchmarks.Findings.Row;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** What each piece of {@link HotPath} takes, by JMH, in a JVM with the server's options. */
final class MicroBenchmark implements Benchmark {
  private static final int ROUNDS = 5;
  private static final String ALLOCATED = "gc.alloc.rate.norm";

  @Override
  public String name() {
    return "micro";
  }

  @Override
  public String description() {
    return "the pieces of a lookup from memory, ns and bytes each, by JMH (2 min)";
  }

  @Override
  public Findings run(Stage stage, Effort effort) throws Exception {
    Progress.say("the pieces take turns; JMH is silent meanwhile");
    var options =
        new OptionsBuilder()
            .include(HotPath.class.getName().replace(".", "\\."))
            .forks(1)
            .jvmArgs(Program.options().toArray(String[]::new))
            .warmupIterations(effort.of(ROUNDS))
            .warmupTime(TimeValue.seconds(1))
            .measurementIterations(effort.of(ROUNDS))
            .measurementTime(TimeValue.seconds(2))
            .addProfiler(GCProfiler.class)
            .verbosity(VerboseMode.SILENT)
            .shouldFailOnError(true)
            .build();
    var rows = new Runner(options).run().stream().map(MicroBenchmark::row).toList();
    return new Findings(Map.of("jvm_options", Program.options()), List.copyOf(rows));
  }

  private static Row row(RunResult result) {
    var time = result.getPrimaryResult();
    var figures = new LinkedHashMap<String, Number>();
    figures.put("n", time.getSampleCount());
    figures.put("ns", time.getScore());
    figures.put("± ns, 99.9 %", time.getScoreError());
    var bytes = result.getSecondaryResults().get(ALLOCATED);
    figures.put("bytes", bytes == null ? Double.NaN : bytes.getScore());
    return new Row(time.getLabel(), figures);
  }
}
