package dev.larkspur.application.token.port;

import dev.larkspur.domain.identity.AppId;
import dev.larkspur.domain.token.Scopes;
import java.util.List;
import java.util.Optional;

/** The apps of this deployment. */
public interface Apps {
  /**
   * @param name from the settings, for people
   * @param scopes what is asked for when a request names none
   */
  record App(AppId id, String name, Scopes scopes) {}

  Optional<App> find(AppId id);

  List<App> all();

  static Apps none() {
    return new Apps() {
      @Override
      public Optional<App> find(AppId id) {
        return Optional.empty();
      }

      @Override
      public List<App> all() {
        return List.of();
      }
    };
  }
}
