package dev.larkspur.proof.simulation;

import static dev.larkspur.proof.simulation.Scheduler.HOUR;
import static dev.larkspur.proof.simulation.Scheduler.MINUTE;
import static dev.larkspur.proof.simulation.Scheduler.SECOND;

import dev.larkspur.application.token.port.Pace;
import dev.larkspur.domain.identity.AppId;
import dev.larkspur.domain.identity.OpenId;
import dev.larkspur.domain.identity.Person;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The scene of a seed.
 *
 * @param accessLife of an access token, in microseconds as all times here
 * @param patience how long a lookup waits for a refresh
 * @param coolDown between two times that a person is asked of our own accord
 * @param bursts how often people and services come, some at once each time
 */
record Setup(
    int instances,
    List<Person> people,
    long accessLife,
    long refreshLife,
    Pace pace,
    Duration patience,
    Duration coolDown,
    int bursts) {
  private static final AppId APP = new AppId("cli_1");
  private static final AppId OTHER_APP = new AppId("cli_2");
  private static final List<String> NAMES = List.of("Ann", "Bo", "Cy", "Dee", "Eve");

  static Setup by(Dice dice) {
    return new Setup(
        (int) dice.between(2, 4),
        people(dice),
        dice.of(2 * HOUR, 2 * HOUR, 10 * MINUTE, 30 * MINUTE),
        dice.of(7 * 24 * HOUR, 7 * 24 * HOUR, 24 * HOUR, 3 * HOUR),
        dice.of(Pace.within(50, 1000), Pace.within(2, 60), Pace.within(2, 10)),
        Duration.ofSeconds(dice.of(2, 10, 30)),
        Duration.ofHours(dice.of(1, 24)),
        (int) dice.between(5, 25));
  }

  /** Sometimes of two apps, with the same open ids: they are other people all the same. */
  private static List<Person> people(Dice dice) {
    var people = new ArrayList<Person>();
    var apps = dice.chance(0.2) ? List.of(APP, OTHER_APP) : List.of(APP);
    for (int i = (int) dice.between(1, 5); i > 0; i--) {
      var id = new OpenId("ou_" + NAMES.get(people.size() / apps.size()));
      people.add(new Person(apps.get(people.size() % apps.size()), id));
    }
    return List.copyOf(people);
  }

  List<AppId> apps() {
    return people.stream().map(Person::app).distinct().toList();
  }

  /** As traces call them. */
  static String name(Person person) {
    var name = person.openId().value().substring("ou_".length());
    return person.app().equals(APP) ? name : name + "'";
  }

  String words() {
    return "%d instances, %d people of %d app(s), access %d min, refresh %d h, a call each %d ms at a steady pace"
        .formatted(
            instances,
            people.size(),
            apps().size(),
            accessLife / MINUTE,
            refreshLife / HOUR,
            pace.interval().toMillis());
  }

  /** After faults have ceased: by then everything has to have found its end. */
  long rest() {
    return accessLife + Scheduler.micros(coolDown) + 2 * HOUR + SECOND;
  }
}
