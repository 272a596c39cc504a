package dev.larkspur.sandbox.chat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.larkspur.sandbox.world.SamplePerson;
import dev.larkspur.sandbox.world.SandboxClock;
import dev.larkspur.sandbox.world.Secrets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Every card that stands in somebody's chat with the bot. */
public final class Chats {
  private final SandboxClock clock;
  private final Secrets secrets;
  private final Templates templates = new Templates();
  private final CardContents contents = new CardContents(templates);
  private final CardTokens tokens;
  private final Map<String, ShownCard> cards = new LinkedHashMap<>();
  private final List<Consumer<ShownCard>> watchers = new CopyOnWriteArrayList<>();

  public Chats(SandboxClock clock, Secrets secrets) {
    this.clock = clock;
    this.secrets = secrets;
    this.tokens = new CardTokens(clock, secrets);
  }

  /** Reads cards, those of templates too. */
  public CardContents contents() {
    return contents;
  }

  /** With which pressed cards may be changed. */
  public CardTokens tokens() {
    return tokens;
  }

  public Templates templates() {
    return templates;
  }

  public ShownCard post(SamplePerson person, JsonNode json) {
    var card =
        new ShownCard(
            "om_" + secrets.plainHex(32),
            person.chatId(),
            person.openId(),
            json,
            1,
            false,
            clock.instant());
    synchronized (this) {
      cards.put(card.messageId(), card);
      notifyAll();
    }
    tell(card);
    return card;
  }

  /** Puts another card in the place of this one. */
  public Optional<ShownCard> replace(String messageId, JsonNode json) {
    return change(messageId, card -> card.showing(json));
  }

  public Optional<ShownCard> recall(String messageId) {
    return change(messageId, ShownCard::takenBack);
  }

  public synchronized Optional<ShownCard> card(String messageId) {
    return Optional.ofNullable(cards.get(messageId));
  }

  /** In the order in which they were sent. */
  public synchronized List<ShownCard> of(String openId) {
    return cards.values().stream().filter(card -> card.openId().equals(openId)).toList();
  }

  /** Tells {@code watcher} of every card that is sent or changes from now on. */
  public void watch(Consumer<ShownCard> watcher) {
    watchers.add(watcher);
  }

  /** Waits until {@code wanted} finds something; empty if it did not by then. */
  public synchronized <T> Optional<T> await(Supplier<Optional<T>> wanted, Duration patience)
      throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    var found = wanted.get();
    while (found.isEmpty()) {
      long left = (deadline - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        return Optional.empty();
      }
      wait(left);
      found = wanted.get();
    }
    return found;
  }

  private Optional<ShownCard> change(String messageId, UnaryOperator<ShownCard> step) {
    Optional<ShownCard> changed;
    synchronized (this) {
      changed =
          Optional.ofNullable(cards.computeIfPresent(messageId, (_, card) -> step.apply(card)));
      notifyAll();
    }
    changed.ifPresent(this::tell);
    return changed;
  }

  /** Not under the lock: a watcher may be slow. */
  private void tell(ShownCard card) {
    watchers.forEach(watcher -> watcher.accept(card));
  }
}
