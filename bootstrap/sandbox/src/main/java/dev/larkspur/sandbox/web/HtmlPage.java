package dev.larkspur.sandbox.web;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Pages from the class path, with {@code {{names}}} filled in. */
public final class HtmlPage {
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
          + " connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'";

  private HtmlPage() {}

  /**
   * Sends a page.
   *
   * @param text filled in escaped
   * @param html filled in as it is
   */
  public static void send(
      Context ctx, int status, String page, Map<String, String> text, Map<String, String> html) {
    var content = read(page);
    for (var entry : text.entrySet()) {
      content = content.replace("{{" + entry.getKey() + "}}", escape(entry.getValue()));
    }
    for (var entry : html.entrySet()) {
      content = content.replace("{{" + entry.getKey() + "}}", entry.getValue());
    }
    ctx.status(status)
        .header("Content-Security-Policy", POLICY)
        .header("Cache-Control", "no-store");
    ctx.header("Referrer-Policy", "no-referrer").html(content);
  }

  /**
   * Browsers hold the redirect after a form to the policy as well: the page just sent allows it.
   */
  public static void letFormLeadTo(Context ctx, String origin) {
    ctx.header(
        "Content-Security-Policy",
        POLICY.replace("form-action 'self'", "form-action 'self' " + origin));
  }

  /** For text and attributes; braces too, lest somebody's text be taken for a name to fill in. */
  public static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;")
        .replace("{", "&#123;");
  }

  /** A file that ships with the pages. */
  public static String read(String name) {
    try (var in = HtmlPage.class.getResourceAsStream("/dev/larkspur/sandbox/pages/" + name)) {
      if (in == null) {
        throw new IllegalArgumentException("no page called " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
