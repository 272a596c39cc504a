package dev.larkspur.adapters.feishu;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonParseException;
import com.lark.oapi.core.response.BaseResponse;
import com.lark.oapi.core.response.RawResponse;
import dev.larkspur.application.token.port.PlatformUnavailable;
import dev.larkspur.domain.token.PlatformError;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * The platform's word on a call of the open API.
 *
 * @param code zero: done
 */
public record SdkAnswer(int code, @Nullable String message, HttpAnswer http) {
  private static final int LIMITED = 429;
  private static final int OUT_OF_ORDER = 500;

  public static SdkAnswer of(BaseResponse<?> response) {
    return new SdkAnswer(response.getCode(), response.getMsg(), http(response.getRawResponse()));
  }

  /**
   * Makes a call of the SDK, whose exceptions can quote what was sent.
   *
   * @throws PlatformUnavailable if it fails
   */
  public static <T> T call(String doing, Callable<T> call) {
    try {
      return call.call();
    } catch (PlatformUnavailable e) {
      throw e;
    } catch (JsonParseException e) {
      throw new PlatformUnavailable(doing + ": the answer cannot be read", Duration.ZERO);
    } catch (Exception e) {
      throw new PlatformUnavailable(doing + ": " + e.getClass().getSimpleName(), Duration.ZERO);
    }
  }

  /** Whether the same call can succeed later: we are limited, or the platform is out of order. */
  public boolean isPassing() {
    return http.status() == LIMITED
        || switch (code) {
          case 99991400, 230020, 2200, 5000, 20050, 20072, 1000040343 -> true;
          // an answer without a code, from whatever stands before the platform, reads as code 0
          default -> http.status() >= OUT_OF_ORDER;
        };
  }

  public PlatformError error() {
    return http.error(Integer.toString(code), message);
  }

  private static HttpAnswer http(RawResponse raw) {
    return new HttpAnswer(
        raw.getStatusCode(),
        HttpHeaders.of(raw.getHeaders(), (_, _) -> true),
        new String(raw.getBody(), UTF_8));
  }
}
