package dev.larkspur.benchmarks;

import io.micronaut.context.annotation.Property;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Produces;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/**
 * The least that a lookup can be: one hash of the key, and bytes from a map, on the thread that
 * read the request.
 */
@Controller("/v1/apps/{app_id}/users/{open_id}")
@Requires(property = BareLookup.PEOPLE)
final class BareLookup {
  static final String PEOPLE = "bench.people";

  private static final byte[] NONE = {};

  private final Map<String, byte[]> answers = new HashMap<>();

  BareLookup(@Property(name = PEOPLE) int people) {
    for (int person = 0; person < people; person++) {
      answers.put(StoredGrants.openId(person), answer(person));
    }
  }

  private static byte[] answer(int person) {
    return """
        {"access_token":"%s","token_type":"Bearer","expires_at":"2026-11-27T04:28:23Z",\
        "expires_in":7199,"scopes":["auth:user.id:read","offline_access"],"epoch":1,\
        "app_id":"cli_sandbox","open_id":"%s","state":"active"}"""
        .formatted(StoredGrants.accessToken(person), StoredGrants.openId(person))
        .getBytes(StandardCharsets.UTF_8);
  }

  @Get("/token")
  @Produces("application/json")
  HttpResponse<byte[]> token(@PathVariable("open_id") String openId, HttpRequest<?> request)
      throws NoSuchAlgorithmException {
    var key = request.getHeaders().get(HttpHeaders.AUTHORIZATION);
    if (key == null || isStrange(key)) {
      return HttpResponse.unauthorized();
    }
    return HttpResponse.ok(answers.getOrDefault(openId, NONE))
        .header(HttpHeaders.CACHE_CONTROL, "no-store");
  }

  /** In place of the framework's health, whose filter each request would pay for. */
  @Controller("/health/readiness")
  @Requires(property = PEOPLE, notEquals = "0")
  static final class Readiness {
    @Get
    HttpResponse<?> ready() {
      return HttpResponse.ok();
    }
  }

  private static boolean isStrange(String key) throws NoSuchAlgorithmException {
    var hash = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(hash).startsWith("0000000000");
  }
}
