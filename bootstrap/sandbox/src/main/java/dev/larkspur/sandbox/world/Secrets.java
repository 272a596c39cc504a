package dev.larkspur.sandbox.world;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Makes everything that must not be guessed, and remembers it, so that a test can look for leaks,
 * unless it is told to forget.
 */
public final class Secrets {
  private static final String USER_CODE_LETTERS = "BCDFGHJKLMNPQRSTVWXZ";
  private static final int JWT_SECRET_BYTES = 32;
  private static final int JWT_FILLER_BYTES = 868;

  private final SecureRandom random = new SecureRandom();
  private final Set<String> issued = ConcurrentHashMap.newKeySet();

  private final boolean remembering;

  public Secrets(boolean remembering) {
    this.remembering = remembering;
  }

  /** Everything issued so far; asking one that forgets is a mistake, for it would hide a leak. */
  public Set<String> issued() {
    if (!remembering) {
      throw new IllegalStateException("secrets are not remembered");
    }
    return Set.copyOf(issued);
  }

  public String remember(String secret) {
    if (remembering) {
      issued.add(secret);
    }
    return secret;
  }

  /** A secret of {@code prefix} and hex digits. */
  public String hex(String prefix, int digits) {
    return remember(prefix + plainHex(digits));
  }

  public String uuid() {
    return remember(UUID.randomUUID().toString());
  }

  /** Looks like {@code ABCD-EFGH}: made to be typed, so without vowels. */
  public String userCode() {
    var code = new StringBuilder();
    for (int i = 0; i < 8; i++) {
      code.append(i == 4 ? "-" : "")
          .append(USER_CODE_LETTERS.charAt(random.nextInt(USER_CODE_LETTERS.length())));
    }
    return remember(code.toString());
  }

  /** As long as the platform's and shaped like them; nothing can be read from it. */
  public String jwtLike() {
    // Nobody guesses 256 bits; the rest only has to be long, and secure randomness is slow.
    var id = new byte[JWT_SECRET_BYTES];
    random.nextBytes(id);
    var filler = new byte[JWT_FILLER_BYTES];
    ThreadLocalRandom.current().nextBytes(filler);
    var signature = new byte[64];
    ThreadLocalRandom.current().nextBytes(signature);
    var claims = "{\"jti\":\"" + base64(id) + base64(filler) + "\"}";
    return remember(
        base64("{\"alg\":\"ES256\",\"typ\":\"JWT\"}".getBytes(StandardCharsets.US_ASCII))
            + "."
            + base64(claims.getBytes(StandardCharsets.US_ASCII))
            + "."
            + base64(signature));
  }

  /** Hex digits that identify and protect nothing. */
  public String plainHex(int digits) {
    var bytes = new byte[(digits + 1) / 2];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes).substring(0, digits);
  }

  /** A number that does not survive being read as a double. */
  public long unroundable() {
    return 1L << 62 | random.nextLong(1L << 60) | 1L;
  }

  /** A number of 19 digits, as the platform numbers devices. */
  public String digits() {
    return Long.toString(random.nextLong(7_000_000_000_000_000_000L, 7_999_999_999_999_999_999L));
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
