package dev.larkspur.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
  private static final Machine MACHINE = new Machine("0123456789", 2, "Linux amd64", "25", 0.25);

  private static Report report() {
    var bare = new Latencies("bare");
    var click = new Latencies("click");
    for (int i = 0; i < 100; i++) {
      bare.record(Duration.ofMillis(2), true);
      click.record(Duration.ofMillis(i == 99 ? 50 : 5), i != 99);
    }
    var rows = List.of(click.comparedWith(bare), bare.comparedWith(bare));
    var findings = new Findings(Map.of("rounds", 1), rows);
    return new Report("click", LocalDate.of(2026, 11, 22), MACHINE, false, findings);
  }

  @Test
  void the_table_can_be_pasted() {
    assertThat(report().table())
        .isEqualTo(
            """
            | measurement | n | failed | p50 ms | p90 ms | p99 ms | max ms | p50 ÷ bare | commit | date | load |
            | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
            | click | 100 | 1 | 5.00 | 5.00 | 5.00 | 50.0 | 2.50 | 0123456789 | 2026-11-22 | 0.25 |
            | bare | 100 | 0 | 2.00 | 2.00 | 2.00 | 2.00 | 1.00 | 0123456789 | 2026-11-22 | 0.25 |
            """);
  }

  @Test
  void the_json_says_where_and_with_what(@TempDir Path folder) throws Exception {
    var file = folder.resolve("click.json");
    report().writeTo(file);
    var json = new ObjectMapper().readTree(file.toFile());
    assertThat(json.path("bench").asText()).isEqualTo("click");
    assertThat(json.path("commit").asText()).isEqualTo("0123456789");
    assertThat(json.path("cores").asInt()).isEqualTo(2);
    assertThat(json.path("rounds").asInt()).isEqualTo(1);
    assertThat(json.path("rows").get(0).path("failed").asInt()).isEqualTo(1);
  }
}
