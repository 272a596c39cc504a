package dev.larkspur.adapters.jwt;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSKeySelector;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimNames;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import dev.larkspur.application.access.port.CallerTokens;
import dev.larkspur.application.access.port.IssuerUnavailable;
import dev.larkspur.domain.access.Caller;
import java.security.Key;
import java.text.ParseException;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Callers with an access token of the issuer (RFC 9068), checked as RFC 8725 asks.
 *
 * <p>All that can be told without a key is looked at first, so that what a stranger makes up costs
 * neither a signature nor a question to the issuer.
 */
final class JwtCallers implements CallerTokens {
  private static final Logger LOG = LoggerFactory.getLogger(JwtCallers.class);
  private static final Set<String> REQUIRED =
      Set.of(JWTClaimNames.EXPIRATION_TIME, JWTClaimNames.SUBJECT);
  private static final String MEDIA_TYPE =
      "application/"; // may be left out, RFC 7515 section 4.1.9

  private final Set<JWSAlgorithm> algorithms;
  private final DefaultJOSEObjectTypeVerifier<SecurityContext> types;
  private final DefaultJWTClaimsVerifier<SecurityContext> claims;
  private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
  private final Claims reading;
  private final PublishedKeys published;
  private final InstantSource clock;

  /**
   * @param issuer as {@code iss} must have it
   * @param audience what {@code aud} must name
   * @param published whose state tells whether an unknown key may be one that we missed
   * @param keys the same, remembered
   */
  JwtCallers(
      String issuer,
      String audience,
      JwtProperties settings,
      PublishedKeys published,
      JWKSource<SecurityContext> keys,
      InstantSource clock) {
    this.algorithms =
        settings.algorithmNames().stream().map(JWSAlgorithm::parse).collect(Collectors.toSet());
    this.types = types(settings.typeNames());
    this.claims = claims(issuer, audience, clock);
    claims.setMaxClockSkew((int) settings.clockSkew().toSeconds());
    this.reading =
        new Claims(
            settings.operationsClaim(),
            settings.appsClaim(),
            settings.usersClaim(),
            settings.clockSkew());
    this.published = published;
    this.clock = clock;
    var byHeader = new JWSVerificationKeySelector<>(algorithms, keys);
    JWSKeySelector<SecurityContext> selector = (header, _) -> keys(byHeader, header);
    processor.setJWSTypeVerifier(types);
    processor.setJWSKeySelector(selector);
    processor.setJWTClaimsSetVerifier(claims);
  }

  private static DefaultJOSEObjectTypeVerifier<SecurityContext> types(Set<String> names) {
    return new DefaultJOSEObjectTypeVerifier<>(
        names.stream()
            .flatMap(name -> List.of(name, MEDIA_TYPE + name).stream())
            .map(JOSEObjectType::new)
            .collect(Collectors.toSet()));
  }

  private static DefaultJWTClaimsVerifier<SecurityContext> claims(
      String issuer, String audience, InstantSource clock) {
    var exactly = new JWTClaimsSet.Builder().issuer(issuer).build();
    return new DefaultJWTClaimsVerifier<>(audience, exactly, REQUIRED) {
      @Override
      protected Date currentTime() {
        return Date.from(clock.instant());
      }
    };
  }

  @Override
  public Optional<Caller> find(String token) {
    try {
      var jwt = SignedJWT.parse(token);
      check(jwt.getHeader());
      claims.verify(jwt.getJWTClaimsSet(), null);
      return caller(processor.process(jwt, null));
    } catch (ParseException | BadJOSEException e) {
      LOG.debug("A token is refused: {}", e.getMessage());
      return Optional.empty();
    } catch (KeySourceException e) {
      throw new IssuerUnavailable(e);
    } catch (JOSEException e) { // of a signature that cannot be one of this key's
      LOG.debug("A token is refused", e);
      return Optional.empty();
    }
  }

  private void check(JWSHeader header) throws BadJOSEException {
    if (!algorithms.contains(header.getAlgorithm())) {
      throw new BadJOSEException("the algorithm is not one of the settings'");
    }
    if (header.getCriticalParams() != null) { // we know none, RFC 7515 section 4.1.11
      throw new BadJOSEException("crit names what must be understood");
    }
    types.verify(header.getType(), null);
  }

  private Optional<Caller> caller(JWTClaimsSet good) {
    try {
      return Optional.of(reading.caller(good, clock.instant()));
    } catch (IllegalArgumentException e) { // the issuer's doing, so it is worth a line
      LOG.info("A token of the issuer is good for nothing here: {}", e.getMessage());
      return Optional.empty();
    }
  }

  /**
   * None: the issuer has no such key.
   *
   * @throws KeySourceException if it may have one
   */
  private List<? extends Key> keys(
      JWSKeySelector<SecurityContext> byHeader, @Nullable JWSHeader header)
      throws KeySourceException {
    try {
      var keys = byHeader.selectJWSKeys(header, null);
      if (keys.isEmpty() && published.isOut()) {
        throw new KeySourceException("a key is unknown while the issuer is out");
      }
      return keys;
    } catch (RateLimitReachedException e) {
      if (published.isOut()) {
        throw e;
      }
      return List.of(); // it was asked a moment ago
    }
  }
}
