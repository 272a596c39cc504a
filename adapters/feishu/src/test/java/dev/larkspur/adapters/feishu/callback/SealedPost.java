package dev.larkspur.adapters.feishu.callback;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micronaut.core.convert.ConversionService;
import io.micronaut.http.CaseInsensitiveMutableHttpHeaders;
import io.micronaut.http.HttpHeaders;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** What the platform posts, made here so that it is the same for the same seed. */
final class SealedPost {
  private final byte[] body;
  private final String timestamp;
  private final String nonce;
  private final String signature;

  SealedPost(byte[] body, String timestamp, String nonce, String signature) {
    this.body = body;
    this.timestamp = timestamp;
    this.nonce = nonce;
    this.signature = signature;
  }

  static SealedPost of(byte[] plain, String key, Instant at, RandomGenerator random) {
    var iv = new byte[16];
    random.nextBytes(iv);
    var body = ("{\"encrypt\":\"" + sealed(plain, key, iv) + "\"}").getBytes(UTF_8);
    return signed(body, key, at, Long.toHexString(random.nextLong()));
  }

  static SealedPost signed(byte[] body, String key, Instant at, String nonce) {
    var timestamp = Long.toString(at.getEpochSecond());
    var hash = sha256((timestamp + nonce + key).getBytes(UTF_8), body);
    return new SealedPost(body, timestamp, nonce, HexFormat.of().formatHex(hash));
  }

  SealedPost withBody(byte[] other) {
    return new SealedPost(other, timestamp, nonce, signature);
  }

  SealedPost withNonce(String other) {
    return new SealedPost(body, timestamp, other, signature);
  }

  SealedPost withSignature(String other) {
    return new SealedPost(body, timestamp, nonce, other);
  }

  /** What is empty is not there. */
  HttpHeaders headers() {
    var headers = new CaseInsensitiveMutableHttpHeaders(false, ConversionService.SHARED);
    add(headers, "X-Lark-Request-Timestamp", timestamp);
    add(headers, "X-Lark-Request-Nonce", nonce);
    add(headers, "X-Lark-Signature", signature);
    return headers;
  }

  byte[] body() {
    return body;
  }

  String nonce() {
    return nonce;
  }

  String signature() {
    return signature;
  }

  boolean hasBody(byte[] other) {
    return Arrays.equals(body, other);
  }

  private static void add(CaseInsensitiveMutableHttpHeaders to, String name, String value) {
    if (!value.isEmpty()) {
      to.add(name, value);
    }
  }

  private static String sealed(byte[] plain, String key, byte[] iv) {
    try {
      var cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
      var secret = new SecretKeySpec(sha256(key.getBytes(UTF_8)), "AES");
      cipher.init(Cipher.ENCRYPT_MODE, secret, new IvParameterSpec(iv));
      var sealed = cipher.doFinal(plain);
      var whole = Arrays.copyOf(iv, iv.length + sealed.length);
      System.arraycopy(sealed, 0, whole, iv.length, sealed.length);
      return Base64.getEncoder().encodeToString(whole);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has AES/CBC", e);
    }
  }

  private static byte[] sha256(byte[]... parts) {
    try {
      var hash = MessageDigest.getInstance("SHA-256");
      for (var part : parts) {
        hash.update(part);
      }
      return hash.digest();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
