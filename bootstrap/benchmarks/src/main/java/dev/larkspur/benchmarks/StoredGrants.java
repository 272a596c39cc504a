package dev.larkspur.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig2026;
import com.google.crypto.tink.aead.AesGcmKey;
import com.google.crypto.tink.aead.AesGcmParameters;
import com.google.crypto.tink.util.SecretBytes;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Base64;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Grants that are put into the database directly, since asking so many people would take hours.
 * They are sealed with the server's own data key, at the place where each belongs; a lookup by the
 * server shows whether that was right.
 *
 * @param database where
 */
record StoredGrants(World world, Sql database) {
  private static final int BATCH = 1000;
  private static final int TOLD_EACH = 100_000;
  private static final Duration HEARD = Duration.ofMillis(500); // it is asked for each 50 ms
  static final int TOKEN_LENGTH = 1500; // the platform's are 1 to 2 KB

  /** In use: looked up before, and due between an hour and three days from now. */
  private static final String INSERT =
      """
      insert into larkspur.grants (app_id, open_id, epoch, access_token, refresh_token,
        issued_at, expires_at, refresh_expires_at, scopes, consented_at,
        consent_session, wanted, due_at, deadline)
      select ?, open_id, 1, access_token, refresh_token, now(), now() + interval '2 hours',
        now() + interval '7 days', '{auth:user.id:read,offline_access}', now(),
        gen_random_uuid(), in_use,
        case when in_use then now() + interval '1 hour' + random() * interval '3 days' end,
        case when in_use then now() + interval '4 days' end
      from unnest(?::text[], ?::bytea[], ?::bytea[]) grants(open_id, access_token, refresh_token),
        (select ?::boolean) kind(in_use)
      """;

  static String openId(int person) {
    return "ou_bench_%07d".formatted(person);
  }

  /** What a lookup for this person has to return. */
  static String accessToken(int person) {
    return token("access", person);
  }

  private static String token(String kind, int person) {
    var start = "eyJ-" + kind + "-" + openId(person) + "-";
    return start + "x".repeat(TOKEN_LENGTH - start.length());
  }

  /** Of people who were never looked up. The server must have started once: a data key is there. */
  void fill(int people) throws SQLException, GeneralSecurityException {
    fill(people, false);
  }

  /** Of people whose tokens are in use, so that a lookup has nothing to write about them. */
  void fillInUse(int people) throws SQLException, GeneralSecurityException {
    fill(people, true);
  }

  private void fill(int people, boolean inUse) throws SQLException, GeneralSecurityException {
    try (var connection = database.connect();
        var statement = connection.createStatement()) {
      var aead = dataKey(connection);
      statement.execute("set session_replication_role = replica"); // nobody has to hear of them
      statement.execute("set synchronous_commit = off");
      try (var insert = connection.prepareStatement(INSERT)) {
        insert.setString(1, appId());
        insert.setBoolean(5, inUse);
        for (int first = 0; first < people; first += BATCH) {
          store(insert, aead, first, Math.min(BATCH, people - first));
          if (first > 0 && first % TOLD_EACH == 0) {
            Progress.say(first + " of " + people + " grants are stored");
          }
        }
      }
      statement.execute("vacuum analyze larkspur.grants");
      statement.execute("checkpoint");
    }
  }

  private void store(PreparedStatement insert, Aead aead, int first, int count)
      throws SQLException, GeneralSecurityException {
    var people = new String[count];
    var accesses = new byte[count][];
    var refreshes = new byte[count][];
    for (int i = 0; i < count; i++) {
      int person = first + i;
      people[i] = openId(person);
      accesses[i] = sealed(aead, "access_token", person, accessToken(person));
      refreshes[i] = sealed(aead, "refresh_token", person, token("refresh", person));
    }
    var connection = insert.getConnection();
    insert.setArray(2, connection.createArrayOf("text", people));
    insert.setArray(3, connection.createArrayOf("bytea", accesses));
    insert.setArray(4, connection.createArrayOf("bytea", refreshes));
    insert.executeUpdate();
  }

  /**
   * Has every instance forget these people: says that their grants changed, in the way in which
   * changes are told, and waits until that is heard.
   */
  void announce(IntStream people) throws SQLException, InterruptedException {
    var told =
        people
            .mapToObj(person -> "('grant " + appId() + " " + openId(person) + "')")
            .collect(Collectors.joining(", "));
    database.execute("insert into larkspur.change (subject) values " + told);
    Thread.sleep(HEARD);
  }

  private String appId() {
    return world.sandbox().appId();
  }

  private byte[] sealed(Aead aead, String column, int person, String text)
      throws GeneralSecurityException {
    var place = "larkspur.grants." + column + "/" + appId() + "/" + openId(person);
    return aead.encrypt(text.getBytes(UTF_8), place.getBytes(UTF_8));
  }

  private Aead dataKey(Connection database) throws SQLException, GeneralSecurityException {
    try (var statement = database.createStatement();
        var found = statement.executeQuery("select keyset from larkspur.data_keys")) {
      found.next();
      return TinkProtoKeysetFormat.parseEncryptedKeyset(
              found.getBytes(1),
              masterKey(),
              "larkspur.data_keys.keyset/1".getBytes(UTF_8),
              AeadConfig2026.get())
          .getPrimitive(AeadConfig2026.get(), Aead.class);
    }
  }

  @AccessesPartialKey // it is known as bytes
  private Aead masterKey() throws GeneralSecurityException {
    var parameters =
        AesGcmParameters.builder()
            .setKeySizeBytes(32)
            .setIvSizeBytes(12)
            .setTagSizeBytes(16)
            .setVariant(AesGcmParameters.Variant.NO_PREFIX)
            .build();
    var bytes = Base64.getDecoder().decode(world.masterKey());
    var key =
        AesGcmKey.builder()
            .setParameters(parameters)
            .setKeyBytes(SecretBytes.copyFrom(bytes, InsecureSecretKeyAccess.get()))
            .build();
    return KeysetHandle.newBuilder()
        .setConfiguration(AeadConfig2026.get())
        .addEntry(KeysetHandle.importKey(key).withRandomId().makePrimary())
        .build()
        .getPrimitive(AeadConfig2026.get(), Aead.class);
  }
}
