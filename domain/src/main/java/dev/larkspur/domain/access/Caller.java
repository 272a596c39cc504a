package dev.larkspur.domain.access;

import dev.larkspur.domain.identity.Person;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A service that may call Larkspur, as its key tells.
 *
 * @param id of the key, not secret
 * @param administrator good for every call; only the key from the settings is
 * @param expiresAt null: never
 * @param perSecond how many calls a second it may make at each instance, 1 to 1,000,000; null: as
 *     many as any
 */
public record Caller(
    UUID id,
    String name,
    Reach reach,
    Set<Operation> operations,
    boolean administrator,
    Instant createdAt,
    @Nullable Instant expiresAt,
    @Nullable Integer perSecond) {

  /** The id of the administrator whose key comes from the settings. */
  public static final UUID FIRST_ADMINISTRATOR = new UUID(0, 0);

  /** The highest limit of calls a second. */
  public static final int MOST_PER_SECOND = 1_000_000;

  /** The id of the application that Larkspur runs inside, whose code needs no key. */
  public static final UUID HOST = new UUID(0, 1);

  private static final int LONGEST_NAME = 100;

  /**
   * @throws IllegalArgumentException if the name is blank or longer than 100 characters, if there
   *     is no operation, or if the limit cannot be one
   */
  public Caller {
    if (name.isBlank()
        || name.length() > LONGEST_NAME
        || name.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(
          "name must be 1 to " + LONGEST_NAME + " characters, none of them a control character");
    }
    operations = Set.copyOf(operations);
    if (operations.isEmpty()) {
      throw new IllegalArgumentException("operations must name at least one operation");
    }
    if (perSecond != null && (perSecond < 1 || perSecond > MOST_PER_SECOND)) {
      throw new IllegalArgumentException("per_second must be 1 to " + MOST_PER_SECOND);
    }
  }

  /** One who may call as often as any. */
  public Caller(
      UUID id,
      String name,
      Reach reach,
      Set<Operation> operations,
      boolean administrator,
      Instant createdAt,
      @Nullable Instant expiresAt) {
    this(id, name, reach, operations, administrator, createdAt, expiresAt, null);
  }

  public static Caller firstAdministrator() {
    return new Caller(
        FIRST_ADMINISTRATOR,
        "administrator",
        Reach.EVERYONE,
        Set.of(Operation.values()),
        true,
        Instant.EPOCH,
        null);
  }

  public boolean may(Operation operation, Person person) {
    return administrator || (operations.contains(operation) && reach.covers(person));
  }

  /** The same, good until {@code end} at the latest. */
  public Caller until(Instant end) {
    var earlier = expiresAt != null && expiresAt.isBefore(end) ? expiresAt : end;
    return new Caller(id, name, reach, operations, administrator, createdAt, earlier, perSecond);
  }

  public boolean isExpired(Instant now) {
    return expiresAt != null && !now.isBefore(expiresAt);
  }
}
