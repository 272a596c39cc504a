package dev.larkspur.adapters.feishu;

import java.util.Locale;

/** The two platforms: same calls, separate data. */
enum Brand {
  FEISHU("feishu.cn"),
  LARK("larksuite.com");

  private final String domain;

  Brand(String domain) {
    this.domain = domain;
  }

  /** The usual address of one of the platform's services: open, accounts or applink. */
  String url(String service) {
    return "https://" + service + "." + domain;
  }

  /**
   * @throws IllegalArgumentException if there is no such platform
   */
  static Brand parse(String text) {
    return switch (text.strip().toLowerCase(Locale.ROOT)) {
      case "feishu" -> FEISHU;
      case "lark" -> LARK;
      default -> throw new IllegalArgumentException("must be feishu or lark");
    };
  }
}
