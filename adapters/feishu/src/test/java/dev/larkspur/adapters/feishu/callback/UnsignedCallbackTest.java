package dev.larkspur.adapters.feishu.callback;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.larkspur.adapters.feishu.StubPlatform;
import dev.larkspur.domain.token.Secret;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Only a challenge comes without a signature. */
class UnsignedCallbackTest {
  private static final String KEY = "an-encrypt-key-of-the-tests";
  private static final Signature NONE = new Signature("", "", "");

  private final StubPlatform platform = new StubPlatform();
  private final CallbackReader reader =
      new CallbackReader(platform.app(StubPlatform.quick(null)), new Secret(KEY));

  @AfterEach
  void close() {
    platform.close();
  }

  private static byte[] sealed(String plain, String key) {
    return SealedPost.of(plain.getBytes(UTF_8), key, StubPlatform.NOON, new Random(1)).body();
  }

  private String refusal(byte[] body) {
    var refusal = catchThrowable(() -> reader.read(NONE, body, StubPlatform.NOON));
    assertThat(refusal).isInstanceOf(NotOurs.class);
    return String.valueOf(refusal.getMessage());
  }

  @Test
  void a_challenge_is_read() throws NotOurs {
    var challenge = "{\"type\":\"url_verification\",\"challenge\":\"a-text\"}";
    assertThat(reader.read(NONE, sealed(challenge, KEY), StubPlatform.NOON))
        .isEqualTo(new Callback.Challenge("a-text"));
  }

  /** Otherwise what was overheard could be opened, byte by byte, by trying paddings. */
  @Test
  void however_it_fails_it_is_refused_with_the_same_word() {
    var wrongPadding = refusal(sealed("{}", "another-key"));
    assertThat(refusal(sealed("no JSON", KEY))).isEqualTo(wrongPadding);
    assertThat(refusal(sealed("{\"header\":{}}", KEY))).isEqualTo(wrongPadding);
    assertThat(refusal("{}".getBytes(UTF_8))).isEqualTo(wrongPadding);
    assertThat(refusal("no JSON".getBytes(UTF_8))).isEqualTo(wrongPadding);
  }
}
