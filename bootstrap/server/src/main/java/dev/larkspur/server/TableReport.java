package dev.larkspur.server;

import dev.larkspur.application.checkup.port.Finding;
import dev.larkspur.application.checkup.port.Finding.Doubtful;
import dev.larkspur.application.checkup.port.Finding.Failed;
import dev.larkspur.application.checkup.port.Finding.Good;
import dev.larkspur.application.checkup.port.Finding.Skipped;
import dev.larkspur.application.token.port.Apps.App;
import dev.larkspur.domain.token.PlatformError;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A line for each check as it is made; what to do, and a summary, at the end. */
final class TableReport implements Doctor.Report {
  private final PrintStream out;
  private final Map<String, Integer> counts = new TreeMap<>();

  /** Each remedy once, with what it mends. */
  private final Map<String, Set<String>> remedies = new LinkedHashMap<>();

  private String app = "";

  TableReport(PrintStream out) {
    this.out = out;
  }

  @Override
  public void begin(App which) {
    app = which.name();
    out.printf(Locale.ROOT, "%n%s (%s)%n", app, which.id());
    out.flush();
  }

  @Override
  public void add(Finding finding) {
    switch (finding.outcome()) {
      case Good(var what) -> line("ok", finding, what, "");
      case Doubtful(var what, var remedy) -> line("warn", finding, what, remedy);
      case Failed(var what, var remedy, var said) ->
          line("FAIL", finding, what + inParentheses(said), remedy);
      case Skipped(var what, var remedy) -> line("skip", finding, what, remedy);
    }
  }

  private void line(String word, Finding finding, String what, String remedy) {
    counts.merge(word, 1, Integer::sum);
    out.printf(Locale.ROOT, "  %-4s  %-12s  %-14s  %s%n", word, app, finding.check(), what);
    out.flush();
    if (!remedy.isEmpty()) {
      var which = word + " " + app + " " + finding.check();
      remedies.computeIfAbsent(remedy, _ -> new LinkedHashSet<>()).add(which);
    }
  }

  private static String inParentheses(@Nullable PlatformError said) {
    if (said == null) {
      return "";
    }
    var message = said.message() == null ? "" : " " + said.message();
    var logId = said.logId() == null ? "" : ", log id " + said.logId();
    return " (platform's code " + said.code() + message + logId + ")";
  }

  @Override
  public boolean end() {
    if (!remedies.isEmpty()) {
      out.printf(Locale.ROOT, "%nWhat to do (after a change in the console, publish a version):%n");
    }
    remedies.forEach(
        (remedy, whom) ->
            out.printf(Locale.ROOT, "  %s%n      %s%n", String.join(", ", whom), remedy));
    int failed = count("FAIL");
    out.printf(
        Locale.ROOT,
        "%n%d ok, %d warn, %d FAIL, %d skip%n",
        count("ok"),
        count("warn"),
        failed,
        count("skip"));
    out.flush();
    return failed == 0;
  }

  private int count(String word) {
    return counts.getOrDefault(word, 0);
  }
}
