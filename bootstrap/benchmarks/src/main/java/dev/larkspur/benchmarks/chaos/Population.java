package dev.larkspur.benchmarks.chaos;

import dev.larkspur.sandbox.Sandbox;
import dev.larkspur.sandbox.chat.ShownCard;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** The people: whoever has a card that asks for something presses what there is to press. */
final class Population {
  private static final Duration GLANCE = Duration.ofMillis(250);
  private static final Duration UNTIL_THEY_TRY_AGAIN = Duration.ofSeconds(1);
  private static final int GLANCES_AT_ONE_CARD = 240;

  private final Sandbox sandbox;
  private final List<Resident> residents;
  private final Tasks tasks;
  private final Tally tally;

  Population(Sandbox sandbox, int people, Tasks tasks, Tally tally) {
    this.sandbox = sandbox;
    this.residents = sandbox.addPeople(people).stream().map(Resident::new).toList();
    this.tasks = tasks;
    this.tally = tally;
  }

  List<Resident> residents() {
    return residents;
  }

  Resident any(Random random) {
    return residents.get(random.nextInt(residents.size()));
  }

  /** Goes on until it is interrupted. */
  void live() throws InterruptedException {
    while (true) {
      for (var resident : residents) {
        var cards = sandbox.cards(resident.openId());
        if (!cards.isEmpty() && asks(cards.getLast()) && resident.beginConsent()) {
          tasks.run(() -> consent(resident, cards.getLast().messageId()));
        }
      }
      Thread.sleep(GLANCE);
    }
  }

  private static boolean asks(ShownCard card) {
    return card.button("authorize").isPresent() || hasLink(card);
  }

  private static boolean hasLink(ShownCard card) {
    return card.button("decline").isPresent() && card.button("authorize").isEmpty();
  }

  /** Until the card asks for nothing any more, or they have enough of it. */
  private void consent(Resident resident, String messageId) throws InterruptedException {
    try {
      var approved = new HashSet<String>();
      for (int glance = 0; glance < GLANCES_AT_ONE_CARD; glance++) {
        var card = sandbox.card(messageId).orElseThrow();
        if (!asks(card)) {
          return;
        }
        if (hasLink(card)) {
          approve(resident, card, approved);
        } else if (!sandbox.click(messageId, resident.openId(), "authorize").ok()) {
          Thread.sleep(UNTIL_THEY_TRY_AGAIN);
        }
        Thread.sleep(GLANCE);
      }
    } finally {
      resident.endConsent();
    }
  }

  private void approve(Resident resident, ShownCard card, Set<String> approved) {
    var link = sandbox.consentLink(card);
    if (approved.add(link.toString())) {
      try {
        sandbox.approve(link, resident.openId());
        tally.count("consents");
      } catch (IllegalStateException e) {
        tally.count("consents that came too late");
      }
    }
  }
}
