package dev.larkspur.server;

import dev.larkspur.application.token.port.Apps.App;
import dev.larkspur.domain.identity.OpenId;
import java.io.Serial;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code larkspur doctor} is asked for.
 *
 * @param name of the one app to look over; null: all
 * @param to who gets a test card; null: nobody
 */
record DoctorArguments(boolean json, @Nullable String name, @Nullable OpenId to) {
  static final String USAGE = "usage: larkspur doctor [--app NAME] [--to OPEN_ID] [--json]";

  /** They cannot be understood. */
  static final class Wrong extends RuntimeException {
    @Serial private static final long serialVersionUID = 1;

    private Wrong(String message) {
      super(message);
    }
  }

  /**
   * @throws Wrong naming what cannot be understood
   */
  static DoctorArguments parse(List<String> arguments) {
    var json = false;
    String name = null;
    OpenId to = null;
    for (var words = arguments.iterator(); words.hasNext(); ) {
      var word = words.next();
      switch (word) {
        case "--json" -> json = true;
        case "--app" -> name = value(word, words);
        case "--to" -> to = openId(value(word, words));
        default -> throw new Wrong("Unknown option of doctor: " + word);
      }
    }
    return new DoctorArguments(json, name, to);
  }

  private static String value(String option, Iterator<String> words) {
    if (!words.hasNext()) {
      throw new Wrong(option + " needs a value");
    }
    return words.next();
  }

  private static OpenId openId(String text) {
    try {
      return new OpenId(text);
    } catch (IllegalArgumentException e) {
      throw new Wrong("--to needs an open_id such as ou_…");
    }
  }

  /**
   * @throws Wrong if there is no such app, or it is not clear which one knows the person
   */
  List<App> chosen(List<App> all) {
    var names = all.stream().map(App::name).toList();
    if (name == null) {
      if (to != null && all.size() > 1) {
        throw new Wrong("--to needs --app too, for an open_id is one app's; there are: " + names);
      }
      return all;
    }
    var found = all.stream().filter(app -> app.name().equalsIgnoreCase(name)).toList();
    if (found.isEmpty()) {
      throw new Wrong("There is no app named " + name + "; there are: " + names);
    }
    return found;
  }
}
