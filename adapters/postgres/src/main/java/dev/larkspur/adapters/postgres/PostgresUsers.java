package dev.larkspur.adapters.postgres;

import dev.larkspur.application.authorization.port.Users;
import dev.larkspur.domain.identity.Person;
import dev.larkspur.domain.identity.PersonalDetail;
import dev.larkspur.domain.identity.Profile;
import dev.larkspur.domain.identity.Profile.Contact;
import dev.larkspur.domain.identity.Profile.Ids;
import dev.larkspur.domain.identity.Tenant;
import dev.larkspur.domain.token.Secret;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Users in {@code larkspur.app_user}; how they can be reached is sealed. */
@Singleton
@Order(Ordered.LOWEST_PRECEDENCE)
final class PostgresUsers implements Users {
  private static final String EMPLOYEE_NO = "employee_no";
  private static final String MOBILE = "mobile";
  private static final String EMAIL = "email";
  private static final String ENTERPRISE_EMAIL = "enterprise_email";

  private final AppUserRows rows;
  private final Seals seals;

  PostgresUsers(AppUserRows rows, Seals seals) {
    this.rows = rows;
    this.seals = seals;
  }

  @Override
  public void save(Profile profile, Instant asked) {
    var person = profile.person();
    var ids = profile.ids();
    var contact = profile.contact();
    rows.replace(
        new AppUserRow(
            person.app().value(),
            person.openId().value(),
            profile.tenant().value(),
            Storable.text(profile.name()),
            Storable.textOrNull(profile.enName()),
            Storable.textOrNull(ids.unionId()),
            Storable.textOrNull(ids.userId()),
            sealed(ids.employeeNo(), EMPLOYEE_NO, person),
            sealed(contact.mobile(), MOBILE, person),
            sealed(contact.email(), EMAIL, person),
            sealed(contact.enterpriseEmail(), ENTERPRISE_EMAIL, person),
            profile.avatar() == null ? null : profile.avatar().toString(),
            Storable.instant(asked)));
  }

  @Override
  public boolean claim(Person person, Instant now, Instant since) {
    var app = person.app().value();
    var openId = person.openId().value();
    return rows.claim(app, openId, Storable.instant(now), Storable.instant(since)) == 1
        || rows.isUnknown(app, openId);
  }

  @Override
  public Optional<Profile> find(Person person) {
    return rows.find(person.app().value(), person.openId().value())
        .map(row -> profile(row, person));
  }

  private Profile profile(AppUserRow row, Person person) {
    return new Profile(
        person,
        new Tenant(row.tenantKey()),
        row.name(),
        row.enName(),
        new Ids(row.unionId(), row.userId(), opened(row.employeeNo(), EMPLOYEE_NO, person)),
        new Contact(
            opened(row.mobile(), MOBILE, person),
            opened(row.email(), EMAIL, person),
            opened(row.enterpriseEmail(), ENTERPRISE_EMAIL, person)),
        row.avatar() == null ? null : URI.create(row.avatar()));
  }

  private @Nullable Sealed sealed(@Nullable PersonalDetail detail, String column, Person person) {
    return detail == null
        ? null
        : seals.seal(new Secret(detail.reveal()), Place.of(AppUserRow.TABLE, column, person));
  }

  private @Nullable PersonalDetail opened(@Nullable Sealed sealed, String column, Person person) {
    return sealed == null
        ? null
        : new PersonalDetail(
            seals.open(sealed, Place.of(AppUserRow.TABLE, column, person)).reveal());
  }
}
