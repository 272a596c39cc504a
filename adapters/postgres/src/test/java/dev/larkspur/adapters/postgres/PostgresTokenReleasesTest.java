package dev.larkspur.adapters.postgres;

import static dev.larkspur.application.Cast.ANN;
import static dev.larkspur.application.Cast.CALLER;
import static dev.larkspur.application.Cast.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.larkspur.application.token.port.TokenReleases.Release;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class PostgresTokenReleasesTest {
  private static final Database DATABASE = Database.fresh("releases");
  private static final Instance INSTANCE = Instance.on(DATABASE, InstantSource.system());
  private static final String ROWS =
      """
      select epoch, (extract(epoch from minute) * 1000000)::bigint, count,
        (extract(epoch from first_at) * 1000000)::bigint,
        (extract(epoch from last_at) * 1000000)::bigint
      from larkspur.token_release where app_id = '%s' and open_id = '%s' and caller = '%s'
      order by epoch, minute"""
          .formatted(ANN.app(), ANN.openId(), CALLER);

  @AfterAll
  static void close() {
    INSTANCE.close();
  }

  private static Release release(long epoch, long count, Instant first, Instant last) {
    return new Release(CALLER, ANN, epoch, NOON, count, first, last);
  }

  private static String row(Release release) {
    return "%d|%d|%d|%d|%d"
        .formatted(
            release.epoch(),
            micros(release.minute()),
            release.count(),
            micros(release.first()),
            micros(release.last()));
  }

  private static long micros(Instant time) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, time);
  }

  @Test
  void times_are_kept_to_the_microsecond_and_first_and_last_are_so_in_whatever_order_they_come() {
    DATABASE.clear();
    var random = new Random(1);
    var later = new ArrayList<Release>();
    var earlier = new ArrayList<Release>();
    var rows = new ArrayList<String>();
    for (int epoch = 1; epoch <= 200; epoch++) {
      var first = NOON.plus(random.nextInt(20_000_000), ChronoUnit.MICROS);
      var second = first.plus(1 + random.nextInt(20_000_000), ChronoUnit.MICROS);
      var last = second.plus(1 + random.nextInt(19_000_000), ChronoUnit.MICROS);
      later.add(release(epoch, 3, second, last));
      earlier.add(release(epoch, 2, first, second));
      rows.add(row(release(epoch, 5, first, last)));
    }
    var releases = INSTANCE.stores().releases();
    releases.add(later);
    releases.add(earlier);
    assertThat(DATABASE.query(ROWS)).isEqualTo(rows);
  }

  @Test
  void what_is_finer_than_the_store_can_keep_is_cut_off() {
    DATABASE.clear();
    var time = NOON.plusNanos(123_456_789);
    INSTANCE.stores().releases().add(List.of(release(1, 1, time, time)));
    assertThat(DATABASE.query(ROWS)).containsExactly(row(release(1, 1, time, time)));
  }
}
