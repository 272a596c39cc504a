package dev.larkspur.adapters.feishu.callback;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.larkspur.domain.token.Secret;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Checks and opens what the platform posts. The scheme is the platform's own (its "event security"
 * pages): a hash with the key in the middle, AES-256-CBC under the hash of the key.
 */
final class EncryptKey {
  private static final int BLOCK = 16;

  private final Secret key;

  EncryptKey(Secret key) {
    this.key = key;
  }

  /**
   * Whether the body, byte by byte as it came, was signed with this key. Takes the same time
   * wherever a signature differs.
   */
  boolean hasSigned(String timestamp, String nonce, byte[] body, String signature) {
    var hash = sha256();
    hash.update((timestamp + nonce + key.reveal()).getBytes(UTF_8));
    var expected = HexFormat.of().formatHex(hash.digest(body));
    return MessageDigest.isEqual(expected.getBytes(UTF_8), signature.getBytes(UTF_8));
  }

  /**
   * @param sealed base64 of the initialization vector and what was encrypted
   * @throws NotOurs if it was not encrypted with this key
   */
  byte[] open(String sealed) throws NotOurs {
    try {
      var bytes = Base64.getDecoder().decode(sealed);
      if (bytes.length < 2 * BLOCK) {
        throw new NotOurs("is too short to be encrypted");
      }
      var cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
      cipher.init(
          Cipher.DECRYPT_MODE,
          new SecretKeySpec(sha256().digest(key.reveal().getBytes(UTF_8)), "AES"),
          new IvParameterSpec(Arrays.copyOf(bytes, BLOCK)));
      return cipher.doFinal(bytes, BLOCK, bytes.length - BLOCK);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new NotOurs("is not encrypted with our key");
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
