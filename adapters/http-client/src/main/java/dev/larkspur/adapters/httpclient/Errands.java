package dev.larkspur.adapters.httpclient;

import dev.larkspur.application.token.port.Apps;
import dev.larkspur.domain.identity.AppId;
import dev.larkspur.domain.identity.OpenId;
import dev.larkspur.domain.identity.Person;
import dev.larkspur.domain.token.Scopes;
import io.micronaut.aop.MethodInvocationContext;
import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.core.io.buffer.ReferenceCounted;
import io.micronaut.http.client.multipart.MultipartBody;
import jakarta.inject.Singleton;
import java.io.InputStream;
import java.io.Reader;
import java.nio.Buffer;
import java.nio.channels.Channel;
import java.util.Iterator;
import java.util.List;
import java.util.stream.BaseStream;
import org.jspecify.annotations.Nullable;

/** Reads what a call needs from its method and arguments. */
@Singleton
final class Errands {
  /** What may be used up by being sent. */
  private static final List<Class<?>> READ_ONCE =
      List.of(
          InputStream.class,
          Reader.class,
          Channel.class,
          Iterator.class,
          BaseStream.class,
          Buffer.class,
          ReferenceCounted.class,
          MultipartBody.class);

  private final Apps apps;

  Errands(Apps apps) {
    this.apps = apps;
  }

  /**
   * @throws IllegalStateException if the method or the settings leave open who is meant
   * @throws IllegalArgumentException if the argument names nobody
   */
  Errand read(MethodInvocationContext<?, ?> call) {
    var wants = call.getAnnotationMetadata();
    return new Errand(
        person(call, wants.stringValue(UserToken.class, "app").orElse("")),
        Scopes.of(wants.stringValues(UserToken.class, "scopes")),
        wants.booleanValue(UserToken.class, "ask").orElse(true),
        isRepeatable(call.getParameterValues()));
  }

  private Person person(MethodInvocationContext<?, ?> call, String app) {
    return switch (named(call)) {
      case Person person -> person;
      case OpenId id -> new Person(app(call, app), id);
      case String id -> new Person(app(call, app), new OpenId(id));
      case null ->
          throw new IllegalArgumentException(name(call) + " is told no person: it is null");
      default ->
          throw new IllegalStateException(
              name(call) + ": @OfPerson must be a String, an OpenId or a Person");
    };
  }

  private static @Nullable Object named(MethodInvocationContext<?, ?> call) {
    var parameters = call.getArguments();
    for (int i = 0; i < parameters.length; i++) {
      if (parameters[i].isAnnotationPresent(OfPerson.class)) {
        return call.getParameterValues()[i];
      }
    }
    throw new IllegalStateException(
        name(call) + " has @UserToken, but no parameter with @OfPerson that says whose");
  }

  private AppId app(MethodInvocationContext<?, ?> call, String named) {
    var fitting =
        apps.all().stream()
            .filter(
                app ->
                    named.isEmpty() || named.equals(app.id().value()) || named.equals(app.name()))
            .toList();
    if (fitting.size() != 1) {
      throw new IllegalStateException(
          named.isEmpty()
              ? name(call)
                  + ": @UserToken must name its app, since not exactly one is configured; "
                  + configured()
              : name(call) + ": app " + named + " is not configured; " + configured());
    }
    return fitting.getFirst().id();
  }

  private static String name(MethodInvocationContext<?, ?> call) {
    return call.getDeclaringType().getSimpleName() + "." + call.getMethodName();
  }

  private String configured() {
    var names = apps.all().stream().map(app -> app.name() + " (" + app.id() + ")").toList();
    return names.isEmpty()
        ? "no app is: set larkspur.feishu.apps.<name>.app-id and app-secret, and have"
            + " larkspur-feishu among the dependencies"
        : "configured under larkspur.feishu.apps: " + String.join(", ", names);
  }

  private static boolean isRepeatable(@Nullable Object[] arguments) {
    for (var argument : arguments) {
      if (argument != null
          && (Publishers.isConvertibleToPublisher(argument)
              || READ_ONCE.stream().anyMatch(kind -> kind.isInstance(argument)))) {
        return false;
      }
    }
    return true;
  }
}
