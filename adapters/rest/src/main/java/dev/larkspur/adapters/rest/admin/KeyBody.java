package dev.larkspur.adapters.rest.admin;

import static java.util.Objects.requireNonNull;

import dev.larkspur.adapters.rest.input.Fields;
import dev.larkspur.adapters.rest.problem.RequestRejected;
import dev.larkspur.domain.access.Caller;
import dev.larkspur.domain.access.Operation;
import dev.larkspur.domain.access.Reach;
import dev.larkspur.domain.identity.AppId;
import dev.larkspur.domain.identity.OpenId;
import io.micronaut.http.HttpRequest;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The key that an administrator wants.
 *
 * @param expiresAt null: never
 * @param perSecond null: no limit of its own
 */
record KeyBody(
    String name,
    Reach reach,
    Set<Operation> operations,
    @Nullable Instant expiresAt,
    @Nullable Integer perSecond) {
  private static final int LAST_YEAR = 9999; // what every client and database can read

  /**
   * @throws RequestRejected naming all that is wrong with it
   */
  static KeyBody read(HttpRequest<?> request, @Nullable InputStream body) {
    var fields =
        Fields.of(request, body, "name", "apps", "users", "operations", "expires_at", "per_second");
    fields.need("name", "apps", "operations");
    var name = fields.text("name", KeyBody::name);
    var apps = fields.is("apps", "*") ? null : fields.texts("apps", all -> ids(all, AppId::new));
    var users = fields.texts("users", all -> ids(all, OpenId::new));
    var operations = fields.texts("operations", all -> ids(all, KeyBody::operation));
    var expiresAt = fields.text("expires_at", KeyBody::time);
    var perSecond = fields.number("per_second", 1, Caller.MOST_PER_SECOND);
    fields.check();
    return new KeyBody(
        requireNonNull(name),
        new Reach(apps, users),
        requireNonNull(operations),
        expiresAt,
        perSecond);
  }

  /** The domain's own rule, asked by way of a trial. */
  private static String name(String name) {
    var first = Caller.firstAdministrator();
    return new Caller(
            first.id(), name, first.reach(), first.operations(), false, first.createdAt(), null)
        .name();
  }

  private static <T> Set<T> ids(List<String> texts, Function<String, T> parse) {
    return texts.stream().map(parse).collect(Collectors.toUnmodifiableSet());
  }

  private static Operation operation(String name) {
    return Operation.of(name)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "can name "
                        + Stream.of(Operation.values())
                            .map(Operation::text)
                            .collect(Collectors.joining(", "))));
  }

  private static Instant time(String text) {
    try {
      var time = OffsetDateTime.parse(text);
      if (time.getYear() <= LAST_YEAR) {
        return time.toInstant().truncatedTo(ChronoUnit.MILLIS);
      }
    } catch (DateTimeException e) {
      // told below, together with the other way to be wrong
    }
    throw new IllegalArgumentException("must be a time such as 2027-01-31T00:00:00Z");
  }
}
