package dev.larkspur.adapters.rest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.larkspur.application.token.port.InMemoryTokenReleases;
import dev.larkspur.domain.access.Operation;
import dev.larkspur.domain.access.Reach;
import dev.larkspur.domain.identity.Person;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lookups that are answered before the framework sees them: as it would, and in order. */
class HitsTest {
  private static final Map<String, Object> OURS =
      Map.of(
          "larkspur.rest.owns-server",
          "true",
          "larkspur.rest.per-second",
          "1000000",
          "test.passed",
          "true");
  private static final RestServer SERVER = new RestServer(OURS);
  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.1 (\\d{3})");
  private static final Pattern REMAINING = Pattern.compile("RateLimit-Remaining: (\\d+)");

  private final Person ann = SERVER.somebody();
  private final String key = SERVER.key();
  private final String token = RestServer.path(ann) + "/token";

  /** Counts what gets to the framework. */
  @ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
  @Requires(property = "test.passed")
  static class Passed {
    private static final AtomicInteger COUNT = new AtomicInteger();

    @RequestFilter
    void count(HttpRequest<?> request) {
      COUNT.incrementAndGet();
    }
  }

  @BeforeEach
  void ann_is_remembered() {
    SERVER.remember();
    SERVER.granted(ann);
    lookUpTwice(SERVER, key, token);
    Passed.COUNT.set(0);
  }

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  /** The first tells the store that it is wanted, the second is remembered. */
  private static void lookUpTwice(RestServer server, String key, String path) {
    assertThat(server.get(path, key).status()).isEqualTo(200);
    assertThat(server.get(path, key).status()).isEqualTo(200);
  }

  private static String get(String key, String path, String... more) {
    return "GET %s HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\n%s\r\n"
        .formatted(path, key, Stream.of(more).map(h -> h + "\r\n").collect(joining()));
  }

  /** The first byte that comes back. */
  private static int beginning(String request) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), SERVER.port())) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(request.getBytes(ISO_8859_1));
      return socket.getInputStream().read();
    }
  }

  /** The last request has to ask for the end of the connection. */
  private static String exchange(String... requests) throws IOException {
    return SERVER.raw(String.join("", requests));
  }

  private static List<Integer> statuses(String answers) {
    return STATUS.matcher(answers).results().map(r -> Integer.parseInt(r.group(1))).toList();
  }

  private String last() {
    return get(key, "/v1/authorizations/" + UUID.randomUUID(), "Connection: close");
  }

  /** Header lines and body, whatever their order and their writing. */
  private static Set<String> parts(String answer) {
    var parts = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    Collections.addAll(parts, answer.split("\r\n", -1));
    parts.removeIf(line -> line.matches("(?i)(date|connection|ratelimit-remaining):.*"));
    return parts;
  }

  @Test
  void an_answer_is_what_the_framework_would_have_said() throws IOException {
    var both = exchange(get(key, token), get(key, token, "Connection: close"));
    int second = both.indexOf("HTTP/1.1", 1);
    assertThat(Passed.COUNT).hasValue(1);
    assertThat(parts(both.substring(0, second)))
        .isEqualTo(parts(both.substring(second)))
        .anyMatch(part -> part.contains("\"access_token\""))
        .anyMatch(part -> part.matches("(?i)etag: W/\"1\""))
        .anyMatch(part -> part.matches("(?i)cache-control: no-store"));
    assertThat(both).containsPattern("(?i)date: \\w{3}, \\d\\d \\w{3} \\d{4} [0-9:]{8} GMT");
  }

  @Test
  void each_release_is_noted() throws IOException {
    var releases = (InMemoryTokenReleases) SERVER.stores.releases();
    SERVER.ledger.flush();
    var caller = SERVER.caller(key).id();
    long before = releases.count(caller, ann, 1);
    var hits = exchange(get(key, token), get(key, token), get(key, token), last());
    assertThat(statuses(hits)).containsExactly(200, 200, 200, 404);
    assertThat(Passed.COUNT).hasValue(1);
    SERVER.ledger.flush();
    assertThat(releases.count(caller, ann, 1)).isEqualTo(before + 3);
  }

  @Test
  void answers_come_in_the_order_of_their_requests() throws IOException {
    var unknown = get(key, "/v1/authorizations/" + UUID.randomUUID());
    var hit = get(key, token);
    assertThat(statuses(exchange(hit, unknown, hit, hit, unknown, hit, last())))
        .containsExactly(200, 404, 200, 200, 404, 200, 404);
  }

  @Test
  void who_reads_late_gets_all() throws Exception {
    int many = 20_000;
    try (var socket = new Socket()) {
      socket.setReceiveBufferSize(8_192);
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), SERVER.port()));
      socket.setSoTimeout(20_000);
      var requests = (get(key, token).repeat(many) + last()).getBytes(ISO_8859_1);
      var writer =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      socket.getOutputStream().write(requests);
                    } catch (IOException e) {
                      throw new AssertionError(e);
                    }
                  });
      var _ = writer.join(Duration.ofMillis(300)); // by then it is full between us
      var answers = statuses(new String(socket.getInputStream().readAllBytes(), ISO_8859_1));
      assertThat(answers).hasSize(many + 1).endsWith(404);
      assertThat(answers.subList(0, many)).containsOnly(200);
      assertThat(Passed.COUNT).as("left to the framework, which waits").hasValueGreaterThan(1);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "If-None-Match: W/\"1\"",
        "Accept: text/html",
        "Prefer: wait=1",
        "Origin: https://a.example",
        "Expect: 100-continue",
        "Upgrade: h2c",
        "Authorization: Bearer twice"
      })
  void what_has_conditions_goes_to_the_framework(String header) throws IOException {
    assertThat(statuses(exchange(get(key, token, header), last()))).last().isEqualTo(404);
    assertThat(Passed.COUNT).hasValue(2);
  }

  @Test
  void so_does_what_is_asked_differently() throws IOException {
    var requests = new ArrayList<String>();
    for (var path : List.of("?min_ttl=1", "?", "/", "%20", "/refresh")) {
      requests.add(get(key, token + path));
    }
    requests.add(get(key, RestServer.path(ann) + "/x/token"));
    requests.add(get(key, RestServer.path(ann) + "token"));
    requests.add(get(key, "/v1/apps//users/" + ann.openId() + "/token"));
    requests.add(get(key, "/v1/apps/" + ann.app() + "/users/token"));
    requests.add(get(key, "/v1/apps/token"));
    requests.add(get(key, token).replace("HTTP/1.1", "HTTP/1.0"));
    requests.add(get(key, token).replace("GET", "HEAD"));
    requests.add(get(key, token, "Content-Length: 2") + "{}");
    for (var request : requests) {
      Passed.COUNT.set(0);
      assertThat(beginning(request)).as(request).isEqualTo('H');
      assertThat(Passed.COUNT).as(request).hasValue(1);
    }
  }

  @Test
  void who_may_not_have_it_is_told_by_the_framework() {
    var else_ =
        SERVER.key(
            new Reach(null, Set.of(SERVER.somebody().openId())), EnumSet.allOf(Operation.class));
    var writes = SERVER.key(Reach.EVERYONE, EnumSet.of(Operation.GRANTS_WRITE));
    for (var other : List.of(else_, writes)) {
      assertThat(SERVER.get(token, other).status()).isEqualTo(403); // it is remembered then
      assertThat(SERVER.get(token, other).status()).isEqualTo(403);
    }
    assertThat(SERVER.get(token, "nobodys").status()).isEqualTo(401);
    assertThat(Passed.COUNT).hasValue(5);
  }

  @Test
  void a_hit_counts_as_one_call_toward_the_limit() throws Exception {
    try (var server =
        new RestServer(
            Map.of("larkspur.rest.owns-server", "true", "larkspur.rest.per-second", "3"))) {
      server.remember();
      var bo = server.somebody();
      server.granted(bo);
      var path = RestServer.path(bo) + "/token";
      lookUpTwice(server, RestServer.ADMIN_KEY, path);
      var key = server.key();
      server.get(path, key); // whose key is remembered then
      var hit = get(key, path);
      var last = get(key, path, "Connection: close");
      var seen = "";
      for (int i = 0; i < 5 && !seen.equals("2 1 0 0"); i++) { // unless we stood still in between
        Thread.sleep(1_100); // a second after those before
        seen =
            REMAINING
                .matcher(server.raw(hit + hit + hit + last))
                .results()
                .map(r -> r.group(1))
                .collect(joining(" "));
      }
      assertThat(seen).isEqualTo("2 1 0 0");
    }
  }

  @Test
  void in_a_host_each_lookup_passes_the_hosts_filters() {
    try (var server = new RestServer(Map.of("test.passed", "true"))) {
      server.remember();
      var bo = server.somebody();
      server.granted(bo);
      for (int i = 0; i < 5; i++) {
        assertThat(server.get(RestServer.path(bo) + "/token", RestServer.ADMIN_KEY).status())
            .isEqualTo(200);
      }
      assertThat(Passed.COUNT).hasValue(5);
    }
  }
}
