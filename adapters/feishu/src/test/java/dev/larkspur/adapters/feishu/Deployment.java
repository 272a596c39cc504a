package dev.larkspur.adapters.feishu;

import dev.larkspur.application.InMemoryStores;
import dev.larkspur.application.Stores;
import dev.larkspur.application.authorization.PollConsent;
import dev.larkspur.application.authorization.RequestAuthorization;
import dev.larkspur.application.authorization.ShowCards;
import dev.larkspur.domain.authorization.AuthSession;
import dev.larkspur.domain.authorization.AuthSessionId;
import dev.larkspur.domain.authorization.CardAddress;
import dev.larkspur.domain.authorization.CardWish;
import dev.larkspur.domain.authorization.Method;
import dev.larkspur.domain.identity.AppId;
import dev.larkspur.domain.identity.OpenId;
import dev.larkspur.domain.identity.Person;
import dev.larkspur.domain.token.Scopes;
import dev.larkspur.sandbox.Sandbox;
import dev.larkspur.sandbox.chat.ShownCard;
import io.micronaut.context.ApplicationContext;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** The adapter, running against a sandbox. Its rounds are made by hand, so that nothing races. */
public final class Deployment implements AutoCloseable {
  public static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Sandbox sandbox;
  private final ApplicationContext context;

  private Deployment(Sandbox sandbox, ApplicationContext context) {
    this.sandbox = sandbox;
    this.context = context;
  }

  /** Connected, with everything as it is by default but for the waits. */
  public static Deployment of(Sandbox sandbox) {
    var deployment = starting(sandbox, Map.of());
    sandbox.awaitConnections(1, PATIENCE);
    return deployment;
  }

  /** Not yet connected. */
  public static Deployment starting(Sandbox sandbox, Map<String, Object> settings) {
    return starting(sandbox, settings, InMemoryStores.at(sandbox.clock()));
  }

  /**
   * @param beans what a host declares besides
   */
  public static Deployment starting(
      Sandbox sandbox, Map<String, Object> settings, Stores stores, Object... beans) {
    var all = settings(sandbox);
    all.putAll(settings);
    var context =
        ApplicationContext.builder()
            .properties(all)
            .singletons(stores, new UseCasesOverMemory.Now(sandbox.clock()))
            .singletons(beans)
            .environmentPropertySource(false)
            .start();
    return new Deployment(sandbox, context);
  }

  static Map<String, Object> settings(Sandbox sandbox) {
    var url = sandbox.url().toString();
    var all = new HashMap<String, Object>();
    all.put("larkspur.enabled", "true");
    all.put("larkspur.feishu.apps.main.app-id", sandbox.appId());
    all.put("larkspur.feishu.apps.main.app-secret", sandbox.appSecret());
    all.put("larkspur.feishu.apps.main.display-name", "Reports");
    all.put("larkspur.feishu.apps.main.scopes", "docs:document:readonly");
    all.put("larkspur.feishu.apps.main.open-url", url);
    all.put("larkspur.feishu.apps.main.accounts-url", url);
    all.put("larkspur.feishu.apps.main.applink-url", url);
    all.put("larkspur.feishu.connections-per-app", "1");
    all.put("larkspur.feishu.reconnect-after", "50ms");
    all.put("larkspur.feishu.reconnect-at-most", "200ms");
    return all;
  }

  public <T> T get(Class<T> type) {
    return context.getBean(type);
  }

  public Stores stores() {
    return get(Stores.class);
  }

  public Person person(int which) {
    return new Person(new AppId(sandbox.appId()), new OpenId(sandbox.people().get(which).openId()));
  }

  /** Asks this person and brings the card to them. */
  public ShownCard ask(Person person) {
    return ask(person, Scopes.of("docs:document:readonly"));
  }

  public ShownCard ask(Person person, Scopes scopes) {
    request(person, scopes);
    showCards();
    return sandbox.awaitCard(person.openId().value(), PATIENCE);
  }

  public AuthSession request(Person person, Scopes scopes) {
    var to = new CardAddress(CardAddress.Kind.OPEN_ID, person.openId().value());
    var wish = new CardWish(to, CardWish.Detail.DETAILED, "To summarise your documents", null);
    return get(RequestAuthorization.class)
        .handle(person, Method.WEBSOCKET_CARD, scopes, wish, UUID.randomUUID())
        .orElseThrow()
        .session();
  }

  /** The session behind a card. */
  public AuthSession session(ShownCard card) {
    var value = card.button("decline").orElseThrow().value().orElseThrow();
    return session(AuthSessionId.parse(value.path("rid").asText()));
  }

  public AuthSession session(AuthSessionId id) {
    return stores().sessions().find(id).orElseThrow();
  }

  /** Brings every card up to date. */
  public void showCards() {
    get(ShowCards.class).handle();
  }

  /** Polls for everybody, once the interval is over. */
  public void poll() {
    sandbox.clock().advance(Duration.ofSeconds(6));
    get(PollConsent.class).handle();
  }

  /** Stops as the application would. */
  @Override
  public void close() {
    context.close();
  }
}
