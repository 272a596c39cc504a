package dev.larkspur.adapters.rest.answer;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;

/**
 * Where an answer of ASCII characters is put together, again and again, without leaving garbage.
 * Grows as it has to. Used by one thread.
 */
public final class Desk {
  private static final int USUAL = 1 << 12;
  private static final int TIME = "0000-00-00T00:00:00.000Z".length();

  private byte[] bytes = new byte[USUAL];
  private int length;

  /** Begins anew; what was put here before is gone. */
  public Desk clear() {
    length = 0;
    return this;
  }

  /**
   * @param ascii is not looked at, which would cost ten times as much
   */
  @SuppressWarnings("deprecation") // it copies low bytes only, and ASCII has no others
  public Desk text(String ascii) {
    makeRoom(ascii.length());
    ascii.getBytes(0, ascii.length(), bytes, length);
    length += ascii.length();
    return this;
  }

  /**
   * @param number not negative
   */
  public Desk number(long number) {
    int digits = 1;
    for (long rest = number / 10; rest > 0; rest /= 10) {
      digits++;
    }
    makeRoom(digits);
    digits(number, digits);
    return this;
  }

  /** As {@link Times#shown}, in the form of {@link Instant#toString}. */
  public Desk time(Instant time) {
    var shown = Times.shown(time);
    var utc = LocalDateTime.ofEpochSecond(shown.getEpochSecond(), 0, ZoneOffset.UTC);
    if (utc.getYear() < 1_000 || utc.getYear() > 9_999) {
      return text(shown.toString());
    }
    makeRoom(TIME);
    digits(utc.getYear(), 4);
    sign('-');
    digits(utc.getMonthValue(), 2);
    sign('-');
    digits(utc.getDayOfMonth(), 2);
    sign('T');
    digits(utc.getHour(), 2);
    sign(':');
    digits(utc.getMinute(), 2);
    sign(':');
    digits(utc.getSecond(), 2);
    int millis = shown.getNano() / 1_000_000;
    if (millis > 0) {
      sign('.');
      digits(millis, 3);
    }
    sign('Z');
    return this;
  }

  private void sign(char sign) {
    bytes[length++] = (byte) sign;
  }

  private void digits(long number, int count) {
    long rest = number;
    for (int at = length + count - 1; at >= length; at--) {
      bytes[at] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    length += count;
  }

  private void makeRoom(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
    }
  }

  /** What lies here, until the next is put here. */
  public ByteBuffer bytes() {
    return ByteBuffer.wrap(bytes, 0, length);
  }
}
