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
 */
public record Caller(
    UUID id,
    String name,
    Reach reach,
    Set<Operation> operations,
    boolean administrator,
    Instant createdAt,
    @Nullable Instant expiresAt) {

  /** The id of the administrator whose key comes from the settings. */
  public static final UUID FIRST_ADMINISTRATOR = new UUID(0, 0);

  private static final int LONGEST_NAME = 100;

  /**
   * @throws IllegalArgumentException if the name is blank or longer than 100 characters, or if
   *     there is no operation
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

  public boolean isExpired(Instant now) {
    return expiresAt != null && !now.isBefore(expiresAt);
  }
}
