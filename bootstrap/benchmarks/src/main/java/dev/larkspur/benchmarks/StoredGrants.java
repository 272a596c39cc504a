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
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Base64;

/**
 * Grants that are put into the database directly, since asking so many people would take hours.
 * They are sealed with the server's own data key, at the place where each belongs; a lookup by the
 * server shows whether that was right.
 *
 * @param appId whose grants
 */
record StoredGrants(World world, String appId) {
  private static final int BATCH = 1000;
  private static final int TOKEN_LENGTH = 1500; // the platform's are 1 to 2 KB

  private static final String INSERT =
      """
      insert into larkspur.grants (app_id, open_id, epoch, access_token, refresh_token,
        issued_at, expires_at, refresh_expires_at, scopes, consented_at,
        consent_session, wanted)
      values (?, ?, 1, ?, ?, now(), now() + interval '2 hours', now() + interval '7 days',
        '{auth:user.id:read,offline_access}', now(), gen_random_uuid(), false)
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

  /** The server must have started once, so that there is a data key. */
  void fill(int people) throws SQLException, GeneralSecurityException {
    try (var database = connect()) {
      var aead = dataKey(database);
      database.setAutoCommit(false);
      try (var insert = database.prepareStatement(INSERT)) {
        for (int person = 0; person < people; person++) {
          insert.setString(1, appId);
          insert.setString(2, openId(person));
          insert.setBytes(3, sealed(aead, "access_token", person, accessToken(person)));
          insert.setBytes(4, sealed(aead, "refresh_token", person, token("refresh", person)));
          insert.addBatch();
          if ((person + 1) % BATCH == 0 || person + 1 == people) {
            insert.executeBatch();
            database.commit();
          }
        }
      }
      database.setAutoCommit(true);
      try (var statement = database.createStatement()) {
        statement.execute("analyze larkspur.grants");
      }
    }
  }

  Connection connect() throws SQLException {
    var database = world.database();
    return DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
  }

  private byte[] sealed(Aead aead, String column, int person, String text)
      throws GeneralSecurityException {
    var place = "larkspur.grants." + column + "/" + appId + "/" + openId(person);
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
