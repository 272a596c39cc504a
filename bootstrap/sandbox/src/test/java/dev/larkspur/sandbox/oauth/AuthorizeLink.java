package dev.larkspur.sandbox.oauth;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** A link to the authorize page, as an app builds it. */
record AuthorizeLink(URI base, Map<String, String> parameters) {
  AuthorizeLink with(String name, String value) {
    var changed = new LinkedHashMap<>(parameters);
    changed.put(name, value);
    return new AuthorizeLink(base, changed);
  }

  AuthorizeLink without(String name) {
    var changed = new LinkedHashMap<>(parameters);
    changed.remove(name);
    return new AuthorizeLink(base, changed);
  }

  URI uri() {
    return base.resolve("/open-apis/authen/v1/authorize?" + form());
  }

  String form() {
    return parameters.entrySet().stream()
        .map(it -> it.getKey() + "=" + URLEncoder.encode(it.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }
}
