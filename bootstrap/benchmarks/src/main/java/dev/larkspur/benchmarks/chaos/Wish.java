package dev.larkspur.benchmarks.chaos;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * What was asked for.
 *
 * @param run how long things go wrong
 * @param settling how long grants may take afterwards until nothing is left to be done
 */
record Wish(Duration run, long seed, int people, Duration settling) {
  /** More would need more than the thousand calls a minute that the platform allows. */
  static final int MOST_PEOPLE = 300;

  /** Longer than the longest way of a grant: an attempt, its probe, the brake, a card. */
  private static final Duration SETTLING = Duration.ofMinutes(3);

  /** Whether nobody may be left without a good token at the end. */
  boolean isPatient() {
    return settling.compareTo(SETTLING) >= 0;
  }

  /** Empty: the arguments make no sense. */
  static Optional<Wish> of(List<String> arguments) {
    int minutes = 1;
    long seed = 1;
    int people = 60;
    var words = new ArrayDeque<>(arguments);
    try {
      while (!words.isEmpty()) {
        switch (words.removeFirst()) {
          case "--minutes" -> minutes = number(words, 1, 24 * 60);
          case "--seed" -> seed = Long.parseLong(words.removeFirst());
          case "--people" -> people = number(words, 1, MOST_PEOPLE);
          default -> {
            return Optional.empty();
          }
        }
      }
    } catch (NoSuchElementException | IllegalArgumentException e) {
      return Optional.empty(); // a number is missing, or is none
    }
    return Optional.of(new Wish(Duration.ofMinutes(minutes), seed, people, SETTLING));
  }

  private static int number(ArrayDeque<String> words, int least, int most) {
    int number = Integer.parseInt(words.removeFirst());
    if (number < least || number > most) {
      throw new IllegalArgumentException("must be between " + least + " and " + most);
    }
    return number;
  }
}
