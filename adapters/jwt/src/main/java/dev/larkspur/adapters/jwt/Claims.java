package dev.larkspur.adapters.jwt;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.larkspur.domain.access.Caller;
import dev.larkspur.domain.access.Operation;
import dev.larkspur.domain.access.Reach;
import dev.larkspur.domain.identity.AppId;
import dev.larkspur.domain.identity.OpenId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the claims of a token that was found good say about its caller. */
record Claims(String operations, String apps, String users, Duration clockSkew) {
  private static final String ALL = "*";
  private static final int LONGEST_NAME = 100;
  private static final int LONGEST_SUBJECT = 255; // OpenID Connect Core section 2

  /**
   * What a token does not name, it does not give: {@code "*"} is said, not left out.
   *
   * @throws IllegalArgumentException if that is nothing, or cannot be read; the message has no
   *     value in it
   */
  Caller caller(JWTClaimsSet claims, Instant now) {
    var subject = subject(claims);
    return new Caller(
        id(claims.getIssuer(), subject),
        subject.substring(0, Math.min(subject.length(), LONGEST_NAME)),
        new Reach(named(claims, apps, AppId::new), named(claims, users, OpenId::new)),
        operations(claims),
        false,
        now,
        claims.getExpirationTime().toInstant().plus(clockSkew));
  }

  private static String subject(JWTClaimsSet claims) {
    var subject = claims.getSubject();
    if (subject.isBlank() || subject.length() > LONGEST_SUBJECT) {
      throw new IllegalArgumentException("sub must be 1 to " + LONGEST_SUBJECT + " characters");
    }
    return subject;
  }

  /** Words that are none of ours are passed over: a scope serves others too. */
  private Set<Operation> operations(JWTClaimsSet claims) {
    var ours =
        words(claims, operations).stream()
            .map(Operation::of)
            .flatMap(Optional::stream)
            .collect(Collectors.toUnmodifiableSet());
    if (ours.isEmpty()) {
      throw new IllegalArgumentException(operations + " names none of our operations");
    }
    return ours;
  }

  /** Null: all. */
  private static <T> @Nullable Set<T> named(
      JWTClaimsSet claims, String claim, Function<String, T> id) {
    var words = words(claims, claim);
    if (words.equals(List.of(ALL))) {
      return null;
    }
    if (words.isEmpty()) {
      throw new IllegalArgumentException(claim + " names nothing; \"*\" would be all");
    }
    try {
      return words.stream().map(id).collect(Collectors.toUnmodifiableSet());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(claim + " names what cannot be an id", e);
    }
  }

  /** Separated by spaces, as in RFC 8693 section 4.2, or in an array. */
  private static List<String> words(JWTClaimsSet claims, String claim) {
    return switch (claims.getClaim(claim)) {
      case null -> List.of();
      case String text -> List.of(text.split(" ")).stream().filter(w -> !w.isEmpty()).toList();
      case Collection<?> all when all.stream().allMatch(String.class::isInstance) ->
          all.stream().map(String.class::cast).toList();
      default -> throw new IllegalArgumentException(claim + " is neither text nor a list of texts");
    };
  }

  /**
   * Made of issuer and subject, so that it is the same at each instance and after each restart: a
   * UUID by SHA-256 (RFC 9562 section 5.8).
   */
  static UUID id(String issuer, String subject) {
    try {
      var name = (issuer + "\0" + subject).getBytes(StandardCharsets.UTF_8);
      var hash = ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(name));
      long high = (hash.getLong() & ~0xF000L) | 0x8000L; // version 8
      long low = (hash.getLong() & ~0xC000_0000_0000_0000L) | 0x8000_0000_0000_0000L; // variant
      return new UUID(high, low);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
