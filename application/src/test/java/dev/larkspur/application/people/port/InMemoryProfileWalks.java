package dev.larkspur.application.people.port;

import dev.larkspur.application.Stores;
import dev.larkspur.application.authorization.port.InMemoryUsers;
import dev.larkspur.application.token.port.InMemoryGrants;
import dev.larkspur.domain.identity.AppId;
import dev.larkspur.domain.identity.OpenId;
import dev.larkspur.domain.token.Grant;
import dev.larkspur.domain.token.Grant.Held;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Walks along grants in memory. */
public final class InMemoryProfileWalks implements ProfileWalks {
  private final Map<AppId, Instant> takenUntil = new HashMap<>();
  private final InMemoryGrants grants;
  private final InMemoryUsers users;

  /**
   * @param stores in memory too
   */
  public InMemoryProfileWalks(Stores stores) {
    this.grants = (InMemoryGrants) stores.grants();
    this.users = (InMemoryUsers) stores.users();
  }

  @Override
  public synchronized void plan(AppId app, Instant next) {
    takenUntil.merge(app, next, (a, b) -> a.isBefore(b) ? a : b);
  }

  @Override
  public synchronized boolean take(AppId app, Instant now, Instant until) {
    var before = takenUntil.get(app);
    return before != null && !now.isBefore(before) && takenUntil.replace(app, before, until);
  }

  @Override
  public synchronized boolean keep(AppId app, Instant mine, Instant until) {
    return takenUntil.replace(app, mine, until);
  }

  @Override
  public List<Passed> next(
      AppId app, @Nullable OpenId after, Instant now, Instant since, int most) {
    return grants.all(app).stream()
        .filter(g -> after == null || id(g).compareTo(after.value()) > 0)
        .sorted(Comparator.comparing(InMemoryProfileWalks::id))
        .limit(most)
        .map(g -> new Passed(g.person(), isValid(g, now) && !users.askedAfter(g.person(), since)))
        .toList();
  }

  private static String id(Grant grant) {
    return grant.person().openId().value();
  }

  private static boolean isValid(Grant grant, Instant now) {
    return grant instanceof Held held && held.pair().left(now).isPositive();
  }
}
