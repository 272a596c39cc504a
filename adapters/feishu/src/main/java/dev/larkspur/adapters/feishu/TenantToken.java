package dev.larkspur.adapters.feishu;

import com.lark.oapi.core.Config;
import com.lark.oapi.core.Constants;
import com.lark.oapi.core.Transport;
import com.lark.oapi.core.request.RequestOptions;
import com.lark.oapi.core.request.SelfBuiltTenantAccessTokenReq;
import com.lark.oapi.core.response.TenantAccessTokenResp;
import com.lark.oapi.core.token.AccessTokenType;
import com.lark.oapi.core.utils.UnmarshalRespUtil;
import dev.larkspur.domain.token.Secret;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Set;
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

  TenantToken(Config sdk, InstantSource clock) {
    this.sdk = sdk;
    this.clock = clock;
  }

  /**
   * @throws dev.larkspur.application.authorization.port.PlatformUnavailable if no answer came
   */
  public synchronized Asked ask() {
    var now = clock.instant();
    if (kept != null && now.isBefore(kept.until)) {
      return new Asked.Have(kept.token);
    }
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
    kept = new Kept(new Secret(token), now.plusSeconds(answer.getExpire()).minus(MARGIN));
    return new Asked.Have(kept.token);
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
