package dev.larkspur.server;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.larkspur.application.checkup.port.Finding;
import dev.larkspur.application.checkup.port.Finding.Doubtful;
import dev.larkspur.application.checkup.port.Finding.Failed;
import dev.larkspur.application.checkup.port.Finding.Good;
import dev.larkspur.application.checkup.port.Finding.Skipped;
import dev.larkspur.application.token.port.Apps.App;
import dev.larkspur.domain.token.PlatformError;
import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/** One JSON object in one line, at the end. */
final class JsonReport implements Doctor.Report {
  private final PrintStream out;
  private final ObjectNode all = new ObjectMapper().createObjectNode();
  private final ArrayNode findings = all.putArray("findings");
  private String name = "";
  private String id = "";
  private boolean good = true;

  JsonReport(PrintStream out) {
    this.out = out;
  }

  @Override
  public void begin(App app) {
    name = app.name();
    id = app.id().value();
  }

  @Override
  public void add(Finding finding) {
    switch (finding.outcome()) {
      case Good(var what) -> put("ok", finding, what, "", null);
      case Doubtful(var what, var remedy) -> put("warn", finding, what, remedy, null);
      case Failed(var what, var remedy, var said) -> {
        good = false;
        put("fail", finding, what, remedy, said);
      }
      case Skipped(var what, var remedy) -> put("skip", finding, what, remedy, null);
    }
  }

  private void put(
      String outcome, Finding finding, String what, String remedy, @Nullable PlatformError said) {
    var json = findings.addObject();
    json.put("app", name).put("app_id", id).put("check", finding.check());
    json.put("outcome", outcome).put("what", what);
    if (!remedy.isEmpty()) {
      json.put("remedy", remedy);
    }
    if (said != null) {
      json.put("platform_code", said.code()).put("platform_message", said.message());
      json.put("log_id", said.logId());
    }
  }

  @Override
  public boolean end() {
    all.put("ok", good);
    out.println(all);
    return good;
  }
}
