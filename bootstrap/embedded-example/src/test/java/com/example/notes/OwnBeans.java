package com.example.notes;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.RuntimeBeanDefinition;
import io.micronaut.inject.BeanDefinition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a host that declares a bean of its own for every port has in its context: as if it had
 * written {@code @Singleton} on a class, and no more. Each passes its calls on to the bean that was
 * there without it, and notes that it was called.
 */
final class OwnBeans {
  private final Map<Class<?>, Object> beans = new HashMap<>();
  private final Set<Class<?>> called = ConcurrentHashMap.newKeySet();

  void declare(ApplicationContext context) {
    ports().forEach(port -> declare(context, port));
  }

  private <T> void declare(ApplicationContext context, Class<T> port) {
    var bean =
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (self, method, arguments) -> call(context, port, self, method, arguments));
    beans.put(port, bean);
    context.registerBeanDefinition(
        RuntimeBeanDefinition.builder(port, () -> port.cast(bean)).singleton(true).build());
  }

  private @Nullable Object call(
      ApplicationContext context,
      Class<?> port,
      Object self,
      Method method,
      Object @Nullable [] arguments)
      throws Throwable {
    if (method.getDeclaringClass() == Object.class) {
      return switch (method.getName()) {
        case "equals" ->
            arguments != null && self.getClass().isInstance(arguments[0]); // one of each
        case "hashCode" -> System.identityHashCode(self);
        default -> "the host's own " + port.getSimpleName();
      };
    }
    called.add(port);
    try {
      method.setAccessible(true);
      return method.invoke(otherwise(context, port), arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private static <T> T otherwise(ApplicationContext context, Class<T> port) {
    return context.getBeanDefinitions(port).stream()
        .filter(bean -> !(bean instanceof RuntimeBeanDefinition))
        .min(Comparator.comparing(OwnBeans::isDefault))
        .map(context::getBean)
        .orElseThrow(() -> new AssertionError("nobody else has a " + port.getName()));
  }

  private static boolean isDefault(BeanDefinition<?> bean) {
    return bean.hasStereotype("io.micronaut.context.annotation.Secondary");
  }

  @Nullable Object of(Class<?> port) {
    return beans.get(port);
  }

  boolean wasCalled(Class<?> port) {
    return called.contains(port);
  }

  /** Every interface in a package {@code port} of the application. */
  static List<Class<?>> ports() {
    try {
      var code =
          Path.of(
              dev.larkspur.application.host.UserTokens.class
                  .getProtectionDomain()
                  .getCodeSource()
                  .getLocation()
                  .toURI());
      if (Files.isDirectory(code)) {
        return ports(code);
      }
      try (var jar = FileSystems.newFileSystem(URI.create("jar:" + code.toUri()), Map.of())) {
        return ports(jar.getPath("/"));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<Class<?>> ports(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .map(file -> root.relativize(file).toString())
          .filter(name -> name.matches("dev/larkspur/application/.*/port/[A-Za-z]+\\.class"))
          .map(name -> name.substring(0, name.length() - ".class".length()).replace('/', '.'))
          .<Class<?>>map(OwnBeans::load)
          .filter(type -> type.isInterface() && !type.isSealed() && !type.isAnnotation())
          .filter(type -> !type.getSimpleName().equals("package-info"))
          .toList();
    }
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(name);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }
}
