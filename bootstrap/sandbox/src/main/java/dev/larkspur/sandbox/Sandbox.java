package dev.larkspur.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import dev.larkspur.sandbox.callback.Callbacks;
import dev.larkspur.sandbox.chat.ClickResult;
import dev.larkspur.sandbox.chat.ConsentLinks;
import dev.larkspur.sandbox.chat.ShownCard;
import dev.larkspur.sandbox.chat.Templates;
import dev.larkspur.sandbox.oauth.Counters;
import dev.larkspur.sandbox.oauth.DeviceFlows;
import dev.larkspur.sandbox.oauth.TokenPair;
import dev.larkspur.sandbox.oauth.TokensOfPerson;
import dev.larkspur.sandbox.oauth.UserTokens;
import dev.larkspur.sandbox.transport.Connections;
import dev.larkspur.sandbox.transport.Delivered;
import dev.larkspur.sandbox.transport.Events;
import dev.larkspur.sandbox.world.Console;
import dev.larkspur.sandbox.world.Faults;
import dev.larkspur.sandbox.world.Journal;
import dev.larkspur.sandbox.world.People;
import dev.larkspur.sandbox.world.SampleApp;
import dev.larkspur.sandbox.world.SamplePerson;
import dev.larkspur.sandbox.world.SandboxClock;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * A running stand-in for the platform, on 127.0.0.1 only.
 *
 * <p>What waits fails with an {@link AssertionError} that says what did not happen.
 */
public final class Sandbox implements AutoCloseable {
  private static final String HOST = "127.0.0.1";

  private final Platform platform;

  private Sandbox(Platform platform) {
    this.platform = platform;
  }

  /** On a free port, with everything as the platform has it. */
  public static Sandbox start() {
    return start(SandboxOptions.defaults());
  }

  public static Sandbox start(SandboxOptions options) {
    var platform = new Platform(options);
    platform.web.start(HOST, options.port());
    return new Sandbox(platform);
  }

  /** The base of the open API, of accounts and of applinks alike. */
  public URI url() {
    return URI.create("http://" + HOST + ":" + platform.web.port());
  }

  public URI chatPage() {
    return url().resolve("/chat");
  }

  public SampleApp app() {
    return platform.app;
  }

  public String appId() {
    return platform.app.appId();
  }

  public String appSecret() {
    return platform.app.appSecret();
  }

  public String tenantKey() {
    return platform.app.tenantKey();
  }

  public List<SamplePerson> people() {
    return platform.people.all();
  }

  /** The people, to be changed. */
  public People company() {
    return platform.people;
  }

  public SamplePerson addPerson(String name) {
    return platform.people.add(name);
  }

  public List<SamplePerson> addPeople(int count) {
    return platform.people.add(count);
  }

  public Optional<ShownCard> card(String messageId) {
    return platform.chats.card(messageId);
  }

  /** Oldest first. */
  public List<ShownCard> cards(String openId) {
    return platform.chats.of(openId);
  }

  /** The newest card in this person's chat, waiting for the first one if need be. */
  public ShownCard awaitCard(String openId, Duration patience) {
    return awaitCards(openId, 1, patience).getLast();
  }

  /** All cards in this person's chat, as soon as there are so many. */
  public List<ShownCard> awaitCards(String openId, int atLeast, Duration patience) {
    return await(
        () -> Optional.of(cards(openId)).filter(cards -> cards.size() >= atLeast),
        patience,
        () -> openId + " got " + cards(openId).size() + " of " + atLeast + " cards");
  }

  /** This card, as soon as it is as wanted. */
  public ShownCard awaitCard(String messageId, Predicate<ShownCard> wanted, Duration patience) {
    return await(
        () -> card(messageId).filter(wanted),
        patience,
        () ->
            card(messageId)
                .map(card -> card + " is not as wanted; it reads: " + card.text("en_us"))
                .orElse("there is no message " + messageId));
  }

  /** Presses the button whose callback value has this {@code act}, and waits for the answer. */
  public ClickResult click(String messageId, String byOpenId, String act) {
    return platform.clicks.click(messageId, byOpenId, act);
  }

  /** Sends any callback value in the name of this message and person. */
  public ClickResult clickRaw(String messageId, String byOpenId, JsonNode value) {
    return platform.clicks.click(messageId, byOpenId, value);
  }

  /** Follows the card's link to the consent page and approves as this person. */
  public void approve(ShownCard card, String asOpenId) {
    approve(consentLink(card), asOpenId);
  }

  public void approve(URI consentLink, String asOpenId) {
    var link = ConsentLinks.query(consentLink);
    decided(flows().approve(id(link), code(link), asOpenId), consentLink);
  }

  /** Follows the card's link to the consent page and refuses as this person. */
  public void deny(ShownCard card, String asOpenId) {
    deny(consentLink(card), asOpenId);
  }

  public void deny(URI consentLink, String asOpenId) {
    var link = ConsentLinks.query(consentLink);
    decided(flows().deny(id(link), code(link), asOpenId), consentLink);
  }

  /** The consent page that the card leads to, out of its applink. */
  public URI consentLink(ShownCard card) {
    return ConsentLinks.of(card);
  }

  /** Card templates, which an app then sends by their ids. */
  public Templates templates() {
    return platform.chats.templates();
  }

  /** The sender takes the message back. */
  public void recall(String messageId) {
    platform.chats.recall(messageId);
  }

  /** Ends everything that this person ever allowed, as the person could in their settings. */
  public void revokeAll(String openId) {
    platform.oauth.users().revokeAll(openId);
  }

  /** How presses reach the app: over its long connection, or by HTTP. */
  public Callbacks callbacks() {
    return platform.callbacks;
  }

  /** The long connections one by one, and what was pushed to those that were closing. */
  public Connections lines() {
    return platform.transport.connections();
  }

  public int connections() {
    return platform.transport.connections().count();
  }

  /** Waits until exactly so many long connections are open. */
  public void awaitConnections(int wanted, Duration patience) {
    try {
      if (!platform.transport.connections().await(wanted, patience.toNanos())) {
        throw new AssertionError(
            "after " + patience + " there are " + connections() + " connections, not " + wanted);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while waiting for connections", e);
    }
  }

  /** Closes every long connection properly. */
  public void closeConnections() {
    platform.transport.connections().closeAll();
  }

  /** Cuts every long connection without a word. */
  public void dropConnections() {
    platform.transport.connections().dropAll();
  }

  /** Sends bytes, which need not be a frame, over one connection. */
  public void pushRaw(byte[] bytes) {
    platform.transport.deliveries().pushRaw(bytes);
  }

  /** Events that are no press: made, published, delivered again and counted. */
  public Events events() {
    return platform.transport.events();
  }

  /** Sends an event over one connection and does not wait. */
  public void pushEvent(JsonNode event) {
    events().publish(event);
  }

  /** Sends an event over one connection and waits for the acknowledgement. */
  public Delivered deliver(JsonNode event) {
    return events().deliver(event);
  }

  /** The event that a press would send, to be bent and pushed by hand. */
  public JsonNode clickEvent(String messageId, String byOpenId, JsonNode value) {
    var person = platform.people.byOpenId(byOpenId).orElseThrow();
    return platform.clicks.event(card(messageId).orElseThrow(), person, value);
  }

  /** A consent of this person without card and page, and the pair that comes of it. */
  public TokenPair mint(String openId, Set<String> scopes) {
    return platform.oauth.mint(openId, scopes);
  }

  /** Whether the platform takes this access token now, and whose it is. */
  public UserTokens.Verdict judge(String accessToken) {
    return platform.oauth.users().judge(accessToken);
  }

  public Counters counters() {
    return platform.oauth.counters();
  }

  public TokensOfPerson tokensOf(String openId) {
    return platform.oauth.users().of(openId);
  }

  /** How often this refresh token reached the platform behind the rate limit. */
  public int presentations(String refreshToken) {
    return platform.oauth.users().presentations(refreshToken);
  }

  /** How often this device code was polled, not counting polls that the rate limit refused. */
  public int polls(String deviceCode) {
    return flows().polls(deviceCode);
  }

  public Journal journal() {
    return platform.journal;
  }

  /** Every token, code, ticket, key and secret that was ever given out, unless told to forget. */
  public Set<String> issuedSecrets() {
    return platform.secrets.issued();
  }

  public SandboxClock clock() {
    return platform.clock;
  }

  public Faults faults() {
    return platform.faults;
  }

  /** What is set for the app in the developer console. */
  public Console console() {
    return platform.app.console();
  }

  /**
   * All knobs, the console and the people as they were at the start; tokens, cards and the clock
   * stay as they are.
   */
  public void restore() {
    platform.restore();
  }

  /** For links to the authorize page. */
  public Browser browser() {
    return new Browser(platform.oauth.authorizations());
  }

  @Override
  public void close() {
    events().close();
    closeConnections();
    platform.web.stop();
  }

  private DeviceFlows flows() {
    return platform.oauth.flows();
  }

  private <T> T await(Supplier<Optional<T>> wanted, Duration patience, Supplier<String> failure) {
    try {
      return platform
          .chats
          .await(wanted, patience)
          .orElseThrow(() -> new AssertionError("after " + patience + " " + failure.get()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while waiting for a card", e);
    }
  }

  private static void decided(boolean done, URI link) {
    if (!done) {
      throw new IllegalStateException(
          "the request behind " + link.getPath() + " is unknown, decided or expired");
    }
  }

  private static String id(Map<String, String> link) {
    return link.getOrDefault("flow_id", "");
  }

  private static String code(Map<String, String> link) {
    return link.getOrDefault("user_code", "");
  }
}
