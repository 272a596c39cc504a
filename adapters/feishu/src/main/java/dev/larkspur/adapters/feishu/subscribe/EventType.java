package dev.larkspur.adapters.feishu.subscribe;

import com.lark.oapi.core.utils.Jsons;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * What a subscriber wants to get, by the name that the platform gives it, and how it wants to read
 * it.
 */
public final class EventType<E> {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,128}");
  private static final String OURS = "card.action.trigger";

  private final String name;
  private final Function<RawEvent, E> reading;

  private EventType(String name, Function<RawEvent, E> reading) {
    if (!isName(name) || name.equals(OURS)) {
      throw new IllegalArgumentException("nobody can subscribe to events of the type " + name);
    }
    this.name = name;
    this.reading = reading;
  }

  /**
   * As a model of oapi-sdk, or any other class that Gson can read the whole event into.
   *
   * @param name such as {@code im.message.receive_v1}: the platform's page about the event has it
   * @throws IllegalArgumentException if it is no name of an event
   */
  public static <E> EventType<E> of(String name, Class<E> model) {
    return new EventType<>(name, event -> read(event, model));
  }

  /**
   * As the platform sends it.
   *
   * @throws IllegalArgumentException if it is no name of an event
   */
  public static EventType<RawEvent> raw(String name) {
    return new EventType<>(name, event -> event);
  }

  public String name() {
    return name;
  }

  E read(RawEvent event) {
    return reading.apply(event);
  }

  static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }

  private static <E> E read(RawEvent event, Class<E> model) {
    return Jsons.DEFAULT.fromJson(event.json(), model);
  }
}
