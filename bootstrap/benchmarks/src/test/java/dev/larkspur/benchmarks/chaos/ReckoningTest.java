package dev.larkspur.benchmarks.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larkspur.benchmarks.chaos.Ledger.Attempt;
import dev.larkspur.benchmarks.chaos.Ledger.Change;
import dev.larkspur.benchmarks.chaos.Watch.Stale;
import dev.larkspur.sandbox.Sandbox;
import dev.larkspur.sandbox.world.RefreshFaults.How;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the accounts find, of refreshes that a platform has seen. */
class ReckoningTest {
  private static final String OWNER = "host-with-dashes-42-ab12";
  private static final Instant THEN = Instant.parse("2026-11-26T12:00:00Z");

  private final Sandbox sandbox = Sandbox.start();
  private final Resident ann = new Resident(sandbox.people().getFirst());
  private final Absences absences = new Absences();

  @AfterEach
  void close() {
    sandbox.close();
  }

  private String minted() {
    return sandbox.mint(ann.openId(), Set.of("offline_access")).refreshToken().orElseThrow();
  }

  private void refresh(String token) throws IOException, InterruptedException {
    var form =
        "grant_type=refresh_token&client_id=%s&client_secret=%s&refresh_token=%s"
            .formatted(
                sandbox.appId(),
                sandbox.appSecret(),
                URLEncoder.encode(token, StandardCharsets.UTF_8));
    var request =
        HttpRequest.newBuilder(sandbox.url().resolve("/oauth/v3/token"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form))
            .build();
    long delivered = sandbox.counters().rotations().delivered();
    boolean good;
    try (var http = HttpClient.newHttpClient()) {
      good = http.send(request, BodyHandlers.discarding()).statusCode() == 200;
    }
    while (good && sandbox.counters().rotations().delivered() == delivered) {
      LockSupport.parkNanos(1_000_000); // it is counted an instant after it is read
    }
  }

  private Attempt attempt(long epoch, boolean probe, @Nullable String outcome) {
    var end = outcome == null ? null : THEN.plusSeconds(1);
    return new Attempt(ann.openId(), epoch, probe, OWNER, THEN, end, outcome);
  }

  private Reckoning reckoning(List<Attempt> attempts, List<Change> changes, List<Stale> stale) {
    var ledger = new Ledger(attempts, changes, List.of(), 0);
    return new Reckoning(sandbox, ledger, absences, List.of(ann), stale);
  }

  private Reckoning reckoning(Attempt... attempts) {
    return reckoning(List.of(attempts), List.of(), List.of());
  }

  @Test
  void a_second_presentation_has_to_be_a_probe_that_was_written_down() throws Exception {
    sandbox.faults().refresh().next(1, How.INTERNAL_ERROR);
    var token = minted();
    refresh(token);
    refresh(token);
    assertThat(reckoning(attempt(1, false, "NO_ANSWER"), attempt(1, true, "RENEWED")))
        .returns(0L, Reckoning::presentedTooOften)
        .returns(1L, Reckoning::mostProbes)
        .returns(0L, Reckoning::lost);
    assertThat(reckoning(attempt(1, false, "NO_ANSWER"), attempt(2, false, "RENEWED")))
        .returns(1L, Reckoning::presentedTooOften);
    assertThat(reckoning(attempt(1, false, "RENEWED")).presentedTooOften()).isPositive();
  }

  @Test
  void a_delivered_rotation_has_to_be_stored_or_excused() throws Exception {
    refresh(minted());
    assertThat(reckoning(attempt(1, false, "RENEWED")).lost()).isZero();
    assertThat(reckoning(attempt(1, false, "NO_ANSWER")).lost()).isOne();
    assertThat(reckoning(attempt(1, false, null)).lost()).isOne();

    var changed = List.of(new Change(ann.openId(), THEN.plusSeconds(3)));
    assertThat(reckoning(List.of(attempt(1, false, null)), changed, List.of()).lost()).isZero();
  }

  @Test
  void a_process_that_was_killed_is_excused_and_one_that_slept_is_told_apart() throws Exception {
    refresh(minted());
    absences.killed(7, THEN.plusMillis(500));
    assertThat(reckoning(attempt(1, false, null)).lost()).isOne();
    absences.stopped(42, THEN.plusMillis(500), THEN.plusSeconds(9));
    assertThat(reckoning(attempt(1, false, "NO_ANSWER")))
        .returns(0L, Reckoning::lost)
        .returns(1L, Reckoning::missedAsleep);
    absences.killed(42, THEN.plusMillis(500));
    assertThat(reckoning(attempt(1, false, null)))
        .returns(0L, Reckoning::lost)
        .returns(0L, Reckoning::missedAsleep)
        .returns(Map.of("process killed", 1L), Reckoning::excuses);
  }

  @Test
  void each_epoch_of_a_grant_has_to_come_of_something_that_is_written_down() {
    var attempts =
        List.of(attempt(1, false, "RENEWED"), attempt(1, true, "RENEWED"), attempt(2, false, null));
    var changes = List.of(new Change(ann.openId(), THEN), new Change(ann.openId(), THEN));
    assertThat(unaccountedFor(attempts, changes, 3)).isEmpty();
    assertThat(unaccountedFor(attempts, changes, 4)).singleElement().asString().contains("epoch 4");
    assertThat(unaccountedFor(attempts, changes, 2)).hasSize(1);
  }

  private List<String> unaccountedFor(List<Attempt> attempts, List<Change> changes, long epoch) {
    var row = new Ledger.Row(ann.openId(), "UNSPENT", null, null, epoch);
    var ledger = new Ledger(attempts, changes, List.of(row), 0);
    return new Reckoning(sandbox, ledger, absences, List.of(ann), List.of()).unaccountedFor();
  }

  @Test
  void a_token_that_the_platform_did_not_take_has_to_have_been_presented_or_withdrawn() {
    var stale = List.of(new Stale(ann.openId(), 3, THEN.plusSeconds(2)));
    assertThat(reckoning(List.of(attempt(2, false, "RENEWED")), List.of(), stale).stale())
        .containsExactly(Map.entry(Reckoning.UNEXPLAINED, 1L));
    assertThat(reckoning(List.of(attempt(3, false, "RENEWED")), List.of(), stale).stale())
        .containsExactly(Map.entry("its successor was on the way", 1L));
    assertThat(reckoning(List.of(attempt(3, false, null)), List.of(), stale).stale())
        .containsExactly(Map.entry("its successor's answer is lost", 1L));
  }
}
