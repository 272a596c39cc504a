package dev.larkspur.adapters.feishu.card;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.larkspur.adapters.feishu.FeishuApp;
import dev.larkspur.domain.authorization.ConsentRequest;
import dev.larkspur.domain.authorization.DeviceCode;
import dev.larkspur.domain.authorization.Redirect;
import java.net.URLEncoder;

/** Opens the consent page in the client's side panel, where the person is signed in already. */
final class ConsentLink {
  private static final String LOOK = // what the platform's own tools ask for
      "{\"page-meta\":{\"showNavBar\":\"false\",\"showBottomNavBar\":\"false\"}}";

  static String insideTheClient(FeishuApp app, ConsentRequest consent) {
    var page =
        switch (consent) {
          case DeviceCode code -> withLook(code.link().reveal());
          case Redirect redirect -> redirect.link().reveal(); // nobody's tools add to this one
        };
    return app.applink("/client/web_url/open")
        + "?mode=sidebar-semi&max_width=800&reload=false&url="
        + encoded(page);
  }

  private static String withLook(String link) {
    return link + (link.contains("?") ? "&" : "?") + "lk_meta=" + encoded(LOOK);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8).replace("+", "%20");
  }

  private ConsentLink() {}
}
