package dev.larkspur.sandbox.callback;

import dev.larkspur.sandbox.world.Json;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** The app's Encrypt Key: bodies are sealed with it, and it is part of what is signed. */
final class EncryptKey {
  private static final int IV_BYTES = 16;

  private final SecureRandom random = new SecureRandom();
  private final String key;

  EncryptKey(String key) {
    this.key = key;
  }

  /** The body that carries {@code plain}: AES-256-CBC under the key's SHA-256, the IV in front. */
  String seal(String plain) {
    var iv = new byte[IV_BYTES];
    random.nextBytes(iv);
    try {
      var cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
      var secret = new SecretKeySpec(sha256().digest(bytes(key)), "AES");
      cipher.init(Cipher.ENCRYPT_MODE, secret, new IvParameterSpec(iv));
      var sealed = cipher.doFinal(bytes(plain));
      var whole = new byte[IV_BYTES + sealed.length];
      System.arraycopy(iv, 0, whole, 0, IV_BYTES);
      System.arraycopy(sealed, 0, whole, IV_BYTES, sealed.length);
      return Json.object().put("encrypt", Base64.getEncoder().encodeToString(whole)).toString();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has AES/CBC", e);
    }
  }

  /** Over the body as it is sent. */
  String sign(String timestamp, String nonce, String body) {
    return HexFormat.of().formatHex(sha256().digest(bytes(timestamp + nonce + key + body)));
  }

  @Override
  public String toString() {
    return "EncryptKey[…]";
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
