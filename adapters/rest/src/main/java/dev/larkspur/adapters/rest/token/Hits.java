package dev.larkspur.adapters.rest.token;

import static dev.larkspur.domain.access.Operation.TOKENS_READ;

import dev.larkspur.adapters.rest.Links;
import dev.larkspur.adapters.rest.Routes;
import dev.larkspur.adapters.rest.caller.PresentedKey;
import dev.larkspur.adapters.rest.metrics.CallTimes;
import dev.larkspur.application.access.LimitCalls;
import dev.larkspur.application.access.RecogniseCaller;
import dev.larkspur.application.token.LeaseToken;
import dev.larkspur.application.token.UserToken;
import dev.larkspur.domain.identity.AppId;
import dev.larkspur.domain.identity.OpenId;
import dev.larkspur.domain.identity.Person;
import dev.larkspur.domain.token.Scopes;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Answers the lookup that nearly all are: of a token that is remembered, by a caller who is, within
 * the limit, without conditions. It checks and counts what {@link TokenController} and the filters
 * before it would, in their order; what does not come out well is left to them, as if it had not
 * been here. Only where the whole server is ours, since a host's own filters would be passed by.
 */
@Singleton
@Requires(property = "larkspur.rest.owns-server", value = "true")
final class Hits {
  private static final String USERS = "/users/";
  private static final String TOKEN = "/token";

  private final String apps;
  private final String route;
  private final RecogniseCaller recognise;
  private final LimitCalls limit;
  private final LeaseToken lease;
  private final @Nullable CallTimes times;

  /** What the caller gets, and how they stand. */
  record Hit(UserToken token, LimitCalls.Standing standing) {}

  Hits(
      Links links,
      RecogniseCaller recognise,
      LimitCalls limit,
      LeaseToken lease,
      @Nullable CallTimes times) {
    this.apps = links.start() + "/v1/apps/";
    this.route = links.start() + Routes.PERSON.substring(Routes.PREFIX.length()) + TOKEN;
    this.recognise = recognise;
    this.limit = limit;
    this.lease = lease;
    this.times = times;
  }

  /**
   * Waits for nothing.
   *
   * @param path as it was sent
   * @param authorization all headers of that name
   * @return null: it is for the framework to answer
   */
  @Nullable Hit of(String path, List<String> authorization) {
    var person = person(path);
    if (person == null) {
      return null;
    }
    var key = PresentedKey.in(authorization).orElse(null);
    var caller = key == null ? null : recognise.peek(key.text());
    if (caller == null || !caller.may(TOKENS_READ, person)) {
      return null;
    }
    var recalled = lease.recall(person, Duration.ZERO, Scopes.NONE);
    if (recalled == null) {
      return null;
    }
    var standing = limit.count(caller); // one too many is not counted, so it may be asked again
    var leased = standing.isAllowed() ? lease.lend(caller.id(), recalled) : null;
    if (leased == null) {
      return null;
    }
    if (times != null) {
      times.record(route, "GET", 200, System.nanoTime() - standing.at());
    }
    return new Hit(leased.token(), standing);
  }

  private @Nullable Person person(String path) {
    if (!path.startsWith(apps) || !path.endsWith(TOKEN)) {
      return null;
    }
    int app = path.indexOf('/', apps.length());
    int user = app + USERS.length();
    int end = path.length() - TOKEN.length();
    if (!path.startsWith(USERS, app) || user > end) {
      return null;
    }
    try {
      return new Person(
          new AppId(path.substring(apps.length(), app)), new OpenId(path.substring(user, end)));
    } catch (IllegalArgumentException e) { // for example with a slash, or escaped
      return null;
    }
  }
}
