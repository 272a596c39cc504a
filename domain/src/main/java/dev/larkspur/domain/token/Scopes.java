package dev.larkspur.domain.token;

import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * A set of scopes (RFC 6749 section 3.3), in alphabetical order.
 *
 * @param names immutable, each a scope-token of the RFC
 */
public record Scopes(SortedSet<String> names) {
  private static final Pattern SCOPE_TOKEN =
      Pattern.compile("[\\x21\\x23-\\x5B\\x5D-\\x7E]{1,128}");

  /** Asks for a refresh token; the platform gives none without it. */
  public static final Scopes OFFLINE_ACCESS = of("offline_access");

  public static final Scopes NONE = new Scopes(Collections.emptySortedSet());

  /**
   * @throws IllegalArgumentException if a name is not a scope-token
   */
  public Scopes {
    names = Collections.unmodifiableSortedSet(new TreeSet<>(names));
    for (var name : names) {
      if (!SCOPE_TOKEN.matcher(name).matches()) {
        throw new IllegalArgumentException(
            "a scope is 1 to 128 printable ASCII characters without spaces, quotes or backslashes");
      }
    }
  }

  public static Scopes of(String... names) {
    return of(Arrays.asList(names));
  }

  public static Scopes of(Collection<String> names) {
    return new Scopes(new TreeSet<>(names));
  }

  /** Reads the space-separated form of RFC 6749. */
  public static Scopes parse(String text) {
    return text.isBlank() ? NONE : of(text.strip().split("\\s+"));
  }

  public Scopes union(Scopes others) {
    var all = new TreeSet<>(names);
    all.addAll(others.names);
    return new Scopes(all);
  }

  public Scopes common(Scopes others) {
    var both = new TreeSet<>(names);
    both.retainAll(others.names);
    return new Scopes(both);
  }

  /** Those of {@code wanted} that are not in this set. */
  public Scopes missingFrom(Scopes wanted) {
    var missing = new TreeSet<>(wanted.names);
    missing.removeAll(names);
    return new Scopes(missing);
  }

  public boolean containsAll(Scopes others) {
    return others.isEmpty() || names.containsAll(others.names); // mostly none is asked for
  }

  public boolean isEmpty() {
    return names.isEmpty();
  }

  /** The space-separated form of RFC 6749. */
  @Override
  public String toString() {
    return String.join(" ", names);
  }
}
