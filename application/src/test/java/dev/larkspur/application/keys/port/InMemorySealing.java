package dev.larkspur.application.keys.port;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Seals with a key that only this object has. */
public final class InMemorySealing implements Sealing {
  private static final int IV_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final SecureRandom random = new SecureRandom();
  private final SecretKeySpec key = new SecretKeySpec(random(16), "AES");

  private byte[] random(int bytes) {
    var random = new byte[bytes];
    this.random.nextBytes(random);
    return random;
  }

  @Override
  public byte[] seal(byte[] clear, String place) {
    try {
      var iv = random(IV_BYTES);
      var sealed = cipher(Cipher.ENCRYPT_MODE, iv, place).doFinal(clear);
      return ByteBuffer.allocate(iv.length + sealed.length).put(iv).put(sealed).array();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public Optional<byte[]> open(byte[] sealed, String place) {
    if (sealed.length < IV_BYTES) {
      return Optional.empty();
    }
    try {
      var iv = new byte[IV_BYTES];
      var text = ByteBuffer.wrap(sealed).get(iv);
      var rest = new byte[text.remaining()];
      text.get(rest);
      return Optional.of(cipher(Cipher.DECRYPT_MODE, iv, place).doFinal(rest));
    } catch (GeneralSecurityException e) {
      return Optional.empty();
    }
  }

  private Cipher cipher(int mode, byte[] iv, String place) throws GeneralSecurityException {
    var cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, iv));
    cipher.updateAAD(place.getBytes(UTF_8));
    return cipher;
  }
}
