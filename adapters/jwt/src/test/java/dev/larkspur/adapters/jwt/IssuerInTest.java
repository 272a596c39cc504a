package dev.larkspur.adapters.jwt;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/** A company's issuer: makes tokens, and tells its keys over HTTP. */
public final class IssuerInTest implements AutoCloseable {
  public static final String NAME = "https://login.example.com/realms/staff";
  public static final String AUDIENCE = "larkspur";

  private static final JOSEObjectType ACCESS_TOKEN = new JOSEObjectType("at+jwt");

  /** What it answers when it is asked for its keys. */
  record Told(int status, String body) {}

  private final HttpServer server;
  private final AtomicInteger questions = new AtomicInteger();
  private volatile RSAKey key = newKey("first");
  private volatile Told told = new Told(200, keys(key));

  public IssuerInTest() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::answer);
    server.start();
  }

  static RSAKey newKey(String id) {
    try {
      return new RSAKeyGenerator(2048).keyID(id).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException("making a key", e);
    }
  }

  static String keys(RSAKey key) {
    return new JWKSet(key.toPublicJWK()).toString();
  }

  private void answer(HttpExchange call) throws IOException {
    questions.incrementAndGet();
    var now = told;
    call.getResponseHeaders().add("Location", "/elsewhere");
    var path = call.getRequestURI().getPath();
    var bytes = (path.equals("/elsewhere") ? keys(key) : now.body()).getBytes(UTF_8);
    call.sendResponseHeaders(path.equals("/elsewhere") ? 200 : now.status(), bytes.length);
    try (var out = call.getResponseBody()) {
      out.write(bytes);
    }
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/keys";
  }

  /** The settings that trust it. */
  public Map<String, Object> settings() {
    return Map.of(
        "larkspur.callers.jwt.issuer", NAME,
        "larkspur.callers.jwt.jwks-url", url(),
        "larkspur.callers.jwt.audience", AUDIENCE);
  }

  int questions() {
    return questions.get();
  }

  RSAKey key() {
    return key;
  }

  void tell(int status, String body) {
    told = new Told(status, body);
  }

  /** It signs with another key from now on, and tells that one only. */
  void rotate(String id) {
    key = newKey(id);
    told = new Told(200, keys(key));
  }

  /** Good for all, unless the change says otherwise. */
  public static JWTClaimsSet claims(Instant now, UnaryOperator<JWTClaimsSet.Builder> change) {
    return change
        .apply(
            new JWTClaimsSet.Builder()
                .issuer(NAME)
                .audience(AUDIENCE)
                .subject("reports")
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(300)))
                .claim("scope", "openid tokens:read authorizations:write grants:read grants:write")
                .claim("larkspur_apps", "*")
                .claim("larkspur_users", "*"))
        .build();
  }

  public String token(Instant now, UnaryOperator<JWTClaimsSet.Builder> change) {
    return signed(header(), claims(now, change), key);
  }

  JWSHeader.Builder header() {
    return new JWSHeader.Builder(JWSAlgorithm.RS256).type(ACCESS_TOKEN).keyID(key.getKeyID());
  }

  static String signed(JWSHeader.Builder header, JWTClaimsSet claims, RSAKey key) {
    try {
      var jwt = new SignedJWT(header.build(), claims);
      jwt.sign(new RSASSASigner(key));
      return jwt.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException("signing", e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
