package dev.larkspur.adapters.postgres;

import dev.larkspur.application.authorization.port.Users;
import dev.larkspur.domain.identity.Person;
import dev.larkspur.domain.identity.Profile;
import dev.larkspur.domain.identity.Tenant;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/** Users in {@code larkspur.app_user}. */
@Singleton
final class PostgresUsers implements Users {
  private final AppUserRows rows;

  PostgresUsers(AppUserRows rows) {
    this.rows = rows;
  }

  @Override
  public void save(Profile profile, Instant at) {
    rows.replace(
        new AppUserRow(
            profile.person().app().value(),
            profile.person().openId().value(),
            profile.tenant().value(),
            Storable.text(profile.name()),
            Storable.textOrNull(profile.unionId()),
            profile.avatar() == null ? null : profile.avatar().toString(),
            Storable.instant(at)));
  }

  @Override
  public Optional<Profile> find(Person person) {
    return rows.find(person.app().value(), person.openId().value())
        .map(row -> profile(row, person));
  }

  private static Profile profile(AppUserRow row, Person person) {
    return new Profile(
        person,
        new Tenant(row.tenantKey()),
        row.name(),
        row.unionId(),
        row.avatar() == null ? null : URI.create(row.avatar()));
  }
}
