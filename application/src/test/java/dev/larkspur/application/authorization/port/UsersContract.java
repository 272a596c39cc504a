package dev.larkspur.application.authorization.port;

import static dev.larkspur.application.Cast.ANN;
import static dev.larkspur.application.Cast.BO;
import static dev.larkspur.application.Cast.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.larkspur.application.MutableClock;
import dev.larkspur.application.StoreContract;
import dev.larkspur.domain.identity.Profile;
import dev.larkspur.domain.identity.Tenant;
import java.net.URI;
import org.junit.jupiter.api.Test;

/** What every store of users keeps to. */
public interface UsersContract extends StoreContract {
  @Test
  default void the_newest_profile_is_kept() {
    var users = empty(new MutableClock(NOON)).users();
    var first = new Profile(ANN, new Tenant("t1"), "Ann", null, null);
    var second =
        new Profile(ANN, new Tenant("t1"), "安 Chen", "on_1", URI.create("https://example.com/a"));
    assertThat(users.find(ANN)).isEmpty();
    users.save(first, NOON);
    assertThat(users.find(ANN)).contains(first);
    users.save(second, NOON.plusSeconds(1));
    assertThat(users.find(ANN)).contains(second);
    assertThat(users.find(BO)).isEmpty();
  }
}
