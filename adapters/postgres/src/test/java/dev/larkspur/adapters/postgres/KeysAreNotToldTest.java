package dev.larkspur.adapters.postgres;

import static dev.larkspur.adapters.postgres.RotationScene.OTHER_KEY;
import static dev.larkspur.adapters.postgres.RotationScene.ring;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig2026;
import com.google.crypto.tink.aead.AesGcmKey;
import dev.larkspur.application.keys.port.Rotation.State;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Whatever is done with keys, none is printed, logged or reported. */
class KeysAreNotToldTest {
  private final RotationScene scene = new RotationScene("keys_not_told");

  @AfterEach
  void close() {
    scene.close();
  }

  /** The data keys as they are, which only a test that has the master key can know. */
  @AccessesPartialKey
  private List<byte[]> dataKeys(String masterKey) throws GeneralSecurityException {
    var stored = scene.database.query("select encode(keyset, 'hex') from larkspur.data_keys");
    var opened =
        TinkProtoKeysetFormat.parseEncryptedKeyset(
            HexFormat.of().parseHex(stored.getFirst()),
            new MasterKey("test", masterKey).aead(),
            "larkspur.data_keys.keyset/1".getBytes(UTF_8),
            AeadConfig2026.get());
    var keys = new ArrayList<byte[]>();
    for (int i = 0; i < opened.size(); i++) {
      var key = (AesGcmKey) opened.getAt(i).getKey();
      keys.add(key.getKeyBytes().toByteArray(InsecureSecretKeyAccess.get()));
    }
    return keys;
  }

  private static void assertTellsNone(String text, List<byte[]> keys) {
    assertThat(text).doesNotContain(Instance.MASTER_KEY, OTHER_KEY);
    for (var key : keys) {
      assertThat(text)
          .doesNotContainIgnoringCase(HexFormat.of().formatHex(key))
          .doesNotContain(Base64.getEncoder().withoutPadding().encodeToString(key))
          .doesNotContain(Base64.getUrlEncoder().withoutPadding().encodeToString(key));
    }
  }

  @Test
  void no_log_at_trace_tells_one_while_both_keys_are_replaced() throws Exception {
    var old = scene.start();
    var settings =
        Map.<String, Object>of(
            "larkspur.master-key", OTHER_KEY, "larkspur.master-key-previous", Instance.MASTER_KEY);
    var changed = scene.start(settings);
    var root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    var log = new ListAppender<ILoggingEvent>();
    log.start();
    root.addAppender(log);
    root.setLevel(Level.TRACE);
    try {
      var keys = new ArrayList<byte[]>();
      scene.fill(old, 20);
      scene.begin(old);
      keys.addAll(dataKeys(Instance.MASTER_KEY));
      scene.reach(State.DONE, old);
      ring(changed).advance();
      ring(old).advance();
      keys.addAll(dataKeys(OTHER_KEY));
      var text = new StringBuilder(ring(changed).report().toString());
      for (var event : List.copyOf(log.list)) {
        text.append(event.getFormattedMessage()).append('\n');
        if (event.getThrowableProxy() != null) {
          text.append(ThrowableProxyUtil.asString(event.getThrowableProxy()));
        }
      }
      assertThat(text).contains("larkspur.key_rotation").contains("Rotation of the data key: done");
      assertThat(keys).hasSize(3);
      assertTellsNone(text.toString(), keys);
      assertThat(text.toString()).doesNotContain("access_token of ou_");
    } finally {
      root.setLevel(Level.INFO);
      root.detachAppender(log);
    }
  }

  @Test
  void nothing_that_holds_one_prints_it() throws Exception {
    var held = scene.start().context().getBean(DataKeys.class).held();
    assertThat(held.keys().toString()).isEqualTo("DataKeySet" + held.keys().ids());
    assertTellsNone(held.toString(), dataKeys(Instance.MASTER_KEY));
    assertTellsNone(new MasterKey("setting", Instance.MASTER_KEY).toString(), List.of());
  }
}
