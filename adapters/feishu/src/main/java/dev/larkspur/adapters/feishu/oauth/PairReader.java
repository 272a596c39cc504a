package dev.larkspur.adapters.feishu.oauth;

import dev.larkspur.domain.token.RefreshToken;
import dev.larkspur.domain.token.Scopes;
import dev.larkspur.domain.token.Secret;
import dev.larkspur.domain.token.TokenPair;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the pair out of the only answer in which it will ever be, and never fails: what is missing
 * or odd is replaced by something cautious, since a pair that is refused is a pair that is lost.
 */
final class PairReader {
  private static final Logger LOG = LoggerFactory.getLogger(PairReader.class);
  private static final Duration CAUTIOUS_LIFE = Duration.ofMinutes(5);
  private static final Duration CAUTIOUS_REFRESH_LIFE = Duration.ofDays(1);

  private final OAuthAnswer answer;
  private final Instant asked;

  /**
   * @param asked before the call was sent: so lives are never overestimated
   */
  PairReader(OAuthAnswer answer, Instant asked) {
    this.answer = answer;
    this.asked = asked;
  }

  TokenPair read() {
    var access = new Secret(answer.text("access_token").orElseThrow());
    var refresh =
        answer
            .text("refresh_token")
            .map(text -> new RefreshToken(new Secret(text), end("refresh_token_expires_in")));
    return new TokenPair(access, asked, end("expires_in"), refresh.orElse(null), scopes());
  }

  private Instant end(String field) {
    return asked.plus(answer.seconds(field).orElseGet(() -> cautious(field)));
  }

  private static Duration cautious(String field) {
    var life = field.startsWith("refresh") ? CAUTIOUS_REFRESH_LIFE : CAUTIOUS_LIFE;
    LOG.warn("the token endpoint gave a token without {}: taken to be {}", field, life);
    return life;
  }

  private Scopes scopes() {
    var good = new ArrayList<String>();
    for (var name : answer.text("scope").orElse("").split("\\s+", -1)) {
      if (isScope(name)) {
        good.add(name);
      }
    }
    return Scopes.of(good);
  }

  private static boolean isScope(String name) {
    try {
      return !Scopes.of(name).isEmpty();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
