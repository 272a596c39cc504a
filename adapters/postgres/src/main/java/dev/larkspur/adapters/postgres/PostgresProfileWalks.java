package dev.larkspur.adapters.postgres;

import dev.larkspur.application.people.port.ProfileWalks;
import dev.larkspur.domain.identity.AppId;
import dev.larkspur.domain.identity.OpenId;
import dev.larkspur.domain.identity.Person;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Walks along {@code larkspur.grants}; each app's is a row of {@code larkspur.chore}. */
@Singleton
@Order(Ordered.LOWEST_PRECEDENCE)
final class PostgresProfileWalks implements ProfileWalks {
  private static final String CHORE = "user-info-sync/";
  private static final String BEGINNING = ""; // before every id

  private final ProfileWalkRows rows;

  PostgresProfileWalks(ProfileWalkRows rows) {
    this.rows = rows;
  }

  @Override
  public void plan(AppId app, Instant next) {
    rows.plan(CHORE + app, Storable.instant(next));
  }

  @Override
  public boolean take(AppId app, Instant now, Instant until) {
    return rows.take(CHORE + app, Storable.instant(now), Storable.instant(until)) == 1;
  }

  @Override
  public boolean keep(AppId app, Instant mine, Instant until) {
    return rows.keep(CHORE + app, Storable.instant(mine), Storable.instant(until)) == 1;
  }

  @Override
  public List<Passed> next(
      AppId app, @Nullable OpenId after, Instant now, Instant since, int most) {
    var from = after == null ? BEGINNING : after.value();
    return rows
        .next(app.value(), from, Storable.instant(now), Storable.instant(since), most)
        .stream()
        .map(row -> new Passed(new Person(app, new OpenId(row.openId())), row.due()))
        .toList();
  }
}
