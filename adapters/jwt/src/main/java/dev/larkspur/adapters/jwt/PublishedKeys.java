package dev.larkspur.adapters.jwt;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.source.JWKSetCacheRefreshEvaluator;
import com.nimbusds.jose.jwk.source.JWKSetParseException;
import com.nimbusds.jose.jwk.source.JWKSetRetrievalException;
import com.nimbusds.jose.jwk.source.JWKSetSource;
import com.nimbusds.jose.jwk.source.JWKSetUnavailableException;
import com.nimbusds.jose.proc.SecurityContext;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.text.ParseException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The issuer's keys as it publishes them, fetched each time; remembers whether that went well. No
 * redirect is followed, and neither a long nor a slow answer is waited for.
 */
final class PublishedKeys implements JWKSetSource<SecurityContext> {
  private static final Logger LOG = LoggerFactory.getLogger(PublishedKeys.class);

  static final Duration PATIENCE = Duration.ofSeconds(5); // for the whole of it
  private static final Duration TO_CONNECT = Duration.ofSeconds(2);
  private static final int LONGEST = 256 * 1024;
  private static final int FEWEST_BITS = 2048; // RFC 7518 section 3.3

  private final URI url;
  private final HttpClient http =
      HttpClient.newBuilder()
          .connectTimeout(TO_CONNECT)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();
  private volatile boolean isOut;

  PublishedKeys(URI url) {
    this.url = url;
  }

  /** Whether the issuer did not tell its keys when it was last asked. */
  boolean isOut() {
    return isOut;
  }

  @Override
  public JWKSet getJWKSet(
      JWKSetCacheRefreshEvaluator refresh, long currentTime, @Nullable SecurityContext context)
      throws KeySourceException {
    try {
      var keys = keys(fetched());
      isOut = false;
      return keys;
    } catch (JWKSetUnavailableException e) {
      isOut = true;
      LOG.warn("The keys of the callers' issuer cannot be had from {}: {}", url, e.getMessage());
      throw e;
    }
  }

  private String fetched() throws JWKSetUnavailableException {
    var request =
        HttpRequest.newBuilder(url).timeout(PATIENCE).header("Accept", "application/json").build();
    var body = BodyHandlers.limiting(BodyHandlers.ofString(), LONGEST);
    var call = http.sendAsync(request, body);
    try {
      return text(call.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS));
    } catch (ExecutionException e) {
      throw new JWKSetRetrievalException(String.valueOf(e.getCause()), e);
    } catch (TimeoutException e) {
      throw new JWKSetRetrievalException("no answer within " + PATIENCE.toSeconds() + " s", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new JWKSetRetrievalException("interrupted", e);
    } finally {
      call.cancel(true); // which ends a call that is under way
    }
  }

  private static String text(HttpResponse<String> answer) throws JWKSetRetrievalException {
    if (answer.statusCode() != 200) {
      var status = "status " + answer.statusCode() + ", where 200 was expected";
      throw new JWKSetRetrievalException(status, new IOException(status));
    }
    return answer.body();
  }

  private static JWKSet keys(String text) throws JWKSetUnavailableException {
    try {
      var good = JWKSet.parse(text).getKeys().stream().filter(PublishedKeys::isGood).toList();
      return new JWKSet(good);
    } catch (ParseException e) {
      throw new JWKSetParseException("what came is no set of keys", e);
    }
  }

  /** Public and strong: neither a secret shared with all callers nor a key of another age. */
  private static boolean isGood(JWK key) {
    return switch (key) {
      case RSAKey rsa -> size(rsa) >= FEWEST_BITS;
      case ECKey _ -> true; // the algorithm tells the curve
      default -> false;
    };
  }

  private static int size(RSAKey key) {
    try {
      return key.toRSAPublicKey().getModulus().bitLength();
    } catch (JOSEException e) {
      return 0;
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
