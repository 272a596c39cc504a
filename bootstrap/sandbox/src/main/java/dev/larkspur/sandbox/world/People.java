package dev.larkspur.sandbox.world;

import dev.larkspur.sandbox.world.SamplePerson.Detail;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * The sample company: four to begin with, more on demand.
 *
 * <p>Their ids follow from the app's, so that what an app remembers of them outlives a restart.
 */
public final class People {
  private final List<SamplePerson> people = new ArrayList<>();
  private final Map<String, SamplePerson> byOpenId = new ConcurrentHashMap<>();
  private final Map<String, SamplePerson> asTheyCame = new ConcurrentHashMap<>();
  private final String appId;
  private final String tenantKey;

  public People(String appId, String tenantKey) {
    this.appId = appId;
    this.tenantKey = tenantKey;
    add("陈安", "Ann Chen", true);
    add("李博", "Bo Li", true);
    add("陈伟", "Chen Wei", true);
    add("朵拉", "Dora Fuchs", false);
  }

  public synchronized List<SamplePerson> all() {
    return List.copyOf(people);
  }

  public SamplePerson add(String name) {
    return add(name, name, true);
  }

  public synchronized List<SamplePerson> add(int count) {
    var first = people.size() + 1;
    var added = new ArrayList<SamplePerson>(count);
    IntStream.range(first, first + count).forEach(i -> added.add(add("Person " + i)));
    return List.copyOf(added);
  }

  /** From now on the platform tells this of the person; empty means that they have none. */
  public void change(String openId, Detail detail, String value) {
    change(openId, person -> person.with(detail, value));
  }

  public void newPicture(String openId) {
    change(openId, SamplePerson::withNewPicture);
  }

  /** Whether the app's availability includes this person. */
  public void available(String openId, boolean now) {
    change(openId, person -> person.withAvailable(now));
  }

  /** Everybody as they were when they came. */
  public void restore() {
    all()
        .forEach(person -> change(person.openId(), it -> asTheyCame.getOrDefault(it.openId(), it)));
  }

  private synchronized void change(String openId, UnaryOperator<SamplePerson> how) {
    var before =
        byOpenId(openId)
            .orElseThrow(() -> new NoSuchElementException("there is nobody called " + openId));
    var after = how.apply(before);
    people.set(people.indexOf(before), after);
    byOpenId.put(openId, after);
  }

  public Optional<SamplePerson> byOpenId(String openId) {
    return Optional.ofNullable(byOpenId.get(openId));
  }

  /** Whom the platform means by an id of this type; a chat id is the person's chat with the bot. */
  public Optional<SamplePerson> by(String idType, String id) {
    return switch (idType) {
      case "open_id" -> byOpenId(id);
      case "union_id" -> first(person -> person.unionId().equals(id));
      case "user_id" -> first(person -> person.userId().equals(id));
      case "email" -> first(person -> person.email().equalsIgnoreCase(id));
      case "chat_id" -> first(person -> person.chatId().equals(id));
      default -> Optional.empty();
    };
  }

  private synchronized Optional<SamplePerson> first(Predicate<SamplePerson> wanted) {
    return people.stream().filter(wanted).findFirst();
  }

  private synchronized SamplePerson add(String name, String enName, boolean available) {
    var number = people.size() + 1;
    var mailbox = enName.toLowerCase(Locale.ROOT).replace(' ', '.');
    var person =
        new SamplePerson(
            "ou_" + id(appId + " open " + number, 32),
            "on_" + id("union " + tenantKey + number, 32),
            id("user " + tenantKey + number, 8),
            name,
            enName,
            mailbox + "@larkspur.example",
            mailbox + "@larkspur.example",
            "+86138%08d".formatted(number),
            "%06d".formatted(number),
            tenantKey,
            "oc_" + id(appId + " chat " + number, 32),
            0,
            available);
    asTheyCame.put(person.openId(), person);
    people.add(person);
    byOpenId.put(person.openId(), person);
    return person;
  }

  private static String id(String of, int digits) {
    try {
      var hash = MessageDigest.getInstance("SHA-256").digest(of.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash).substring(0, digits);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
