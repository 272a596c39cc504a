package dev.larkspur.adapters.postgres;

import static dev.larkspur.application.Cast.ANN;
import static dev.larkspur.application.Cast.NOON;
import static dev.larkspur.application.Cast.requested;
import static dev.larkspur.application.authorization.port.AuthSessionsContract.awaiting;
import static dev.larkspur.application.authorization.port.AuthSessionsContract.send;
import static org.assertj.core.api.Assertions.assertThat;

import dev.larkspur.application.Cast;
import dev.larkspur.application.MutableClock;
import dev.larkspur.application.Stores;
import dev.larkspur.domain.token.GrantCommand.LookedUp;
import dev.larkspur.domain.token.GrantFlow;
import dev.larkspur.domain.token.TokenPair;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PostgresGrantsTest {
  private static final Database DATABASE = Database.fresh("grants");
  private static final Instance INSTANCE = Instance.on(DATABASE, new MutableClock(NOON));

  private final Stores stores = INSTANCE.stores();

  @AfterAll
  static void close() {
    INSTANCE.close();
  }

  @BeforeEach
  void clear() {
    DATABASE.clear();
  }

  private TokenPair granted() {
    var waiting = awaiting(stores.sessions(), requested(ANN), NOON);
    var approved = Cast.approved(NOON);
    send(stores.sessions(), waiting, approved, NOON);
    send(stores.sessions(), waiting, Cast.verified(ANN), NOON);
    return approved.pair();
  }

  @Test
  void T1_a_token_that_is_sealed_anew_meanwhile_is_the_same_token() {
    var pair = granted();
    var before = ciphertext();
    var runs = new AtomicInteger();
    stores
        .grants()
        .advance(
            ANN,
            grant -> {
              if (runs.incrementAndGet() == 1) {
                sealAnew(pair); // as the re-encryption does, which is no change of the grant
              }
              return GrantFlow.decide(grant, new LookedUp(), NOON);
            });
    assertThat(runs).hasValue(1);
    assertThat(ciphertext()).isNotEqualTo(before);
    assertThat(Cast.held(stores.grants(), ANN).wanted()).isTrue();
    assertThat(Cast.held(stores.grants(), ANN).pair()).isEqualTo(pair);
  }

  private static String ciphertext() {
    return DATABASE.query("select encode(access_token, 'hex') from larkspur.grants").getFirst();
  }

  private static void sealAnew(TokenPair pair) {
    var seals = INSTANCE.context().getBean(PairSeals.class);
    var sealed = seals.access(pair, PairSeals.placeOf(ANN)).ciphertext();
    DATABASE.execute(
        "update larkspur.grants set access_token = decode('%s', 'hex')"
            .formatted(HexFormat.of().formatHex(sealed)));
  }
}
