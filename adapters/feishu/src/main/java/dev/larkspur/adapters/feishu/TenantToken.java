package dev.larkspur.adapters.feishu;

import com.lark.oapi.core.Config;
import com.lark.oapi.core.Constants;
import com.lark.oapi.core.Transport;
import com.lark.oapi.core.request.RequestOptions;
import com.lark.oapi.core.request.SelfBuiltTenantAccessTokenReq;
import com.lark.oapi.core.response.TenantAccessTokenResp;
import com.lark.oapi.core.token.AccessTokenType;
import com.lark.oapi.core.utils.UnmarshalRespUtil;
import dev.larkspur.application.token.port.PlatformUnavailable;
import dev.larkspur.domain.token.Secret;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/** The token with which an app speaks for itself, kept while it is good. */
public final class TenantToken {
  /** What asking for it comes to. */
  public sealed interface Asked {
    record Have(Secret token) implements Asked {}

    record Refused(SdkAnswer answer) implements Asked {}
  }

  private record Kept(Secret token, Instant until) {}

  private static final Duration MARGIN = Duration.ofMinutes(3); // as in the platform's own SDKs

  private final Config sdk;
  private final InstantSource clock;
  private @Nullable Kept kept;
  private @Nullable FutureTask<Asked> underWay;

  TenantToken(Config sdk, InstantSource clock) {
    this.sdk = sdk;
    this.clock = clock;
  }

  /**
   * Whoever comes while it is being asked for waits for the same answer, good or bad.
   *
   * @throws PlatformUnavailable if no answer came
   */
  public Asked ask() {
    FutureTask<Asked> asking;
    synchronized (this) {
      if (kept != null && clock.instant().isBefore(kept.until)) {
        return new Asked.Have(kept.token);
      }
      if (underWay == null || underWay.isDone()) {
        underWay = new FutureTask<>(this::askPlatform);
      }
      asking = underWay;
    }
    asking.run(); // returns at once if somebody else does
    try {
      return asking.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException failure
          ? failure
          : new IllegalStateException("asking for a tenant token failed", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PlatformUnavailable("interrupted", Duration.ZERO);
    }
  }

  private Asked askPlatform() {
    var now = clock.instant();
    var raw =
        SdkAnswer.call(
            "asking for a tenant token",
            () ->
                Transport.send(
                    sdk,
                    new RequestOptions(),
                    "POST",
                    Constants.TENANT_ACCESS_TOKEN_INTERNAL_URL_PATH,
                    new HashSet<>(Set.of(AccessTokenType.None)),
                    credentials()));
    var answer = UnmarshalRespUtil.unmarshalResp(raw, TenantAccessTokenResp.class);
    answer.setRawResponse(raw);
    var token = answer.getTenantAccessToken();
    if (answer.getCode() != 0 || token == null || token.isEmpty()) {
      return new Asked.Refused(SdkAnswer.of(answer));
    }
    return have(new Kept(new Secret(token), now.plusSeconds(answer.getExpire()).minus(MARGIN)));
  }

  private synchronized Asked have(Kept fresh) {
    kept = fresh;
    return new Asked.Have(fresh.token);
  }

  /** The platform does not take {@code token} any more; a newer one stays. */
  public synchronized void forget(Secret token) {
    if (kept != null && kept.token.equals(token)) {
      kept = null;
    }
  }

  private SelfBuiltTenantAccessTokenReq credentials() {
    return SelfBuiltTenantAccessTokenReq.newBuilder()
        .appId(sdk.getAppId())
        .appSecret(sdk.getAppSecret())
        .build();
  }
}
