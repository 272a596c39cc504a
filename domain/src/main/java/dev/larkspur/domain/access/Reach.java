package dev.larkspur.domain.access;

import dev.larkspur.domain.identity.AppId;
import dev.larkspur.domain.identity.OpenId;
import dev.larkspur.domain.identity.Person;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whose tokens and authorizations a key covers.
 *
 * @param apps null: all of them
 * @param users null: all of them
 */
public record Reach(@Nullable Set<AppId> apps, @Nullable Set<OpenId> users) {
  public static final Reach EVERYONE = new Reach(null, null);

  /**
   * @throws IllegalArgumentException if a set is there but empty: such a key would be good for
   *     nothing
   */
  public Reach {
    apps = apps == null ? null : Set.copyOf(apps);
    users = users == null ? null : Set.copyOf(users);
    if (apps != null && apps.isEmpty()) {
      throw new IllegalArgumentException("apps must name at least one app, or be \"*\"");
    }
    if (users != null && users.isEmpty()) {
      throw new IllegalArgumentException("users must name at least one user, or be left out");
    }
  }

  public boolean covers(Person person) {
    return (apps == null || apps.contains(person.app()))
        && (users == null || users.contains(person.openId()));
  }
}
