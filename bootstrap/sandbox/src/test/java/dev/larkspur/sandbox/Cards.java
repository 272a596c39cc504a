package dev.larkspur.sandbox;

/** Cards that tests send. */
public final class Cards {
  private Cards() {}

  /** A card with one button that calls back with {@code {"act":"authorize","n":"nonce"}}. */
  public static String asking() {
    return """
        {"schema":"2.0","config":{"update_multi":true,"locales":["zh_cn","en_us"]},
         "header":{"template":"blue","title":{"tag":"plain_text","content":"Authorize",
          "i18n_content":{"zh_cn":"授权","en_us":"Authorize"}}},
         "body":{"elements":[
          {"tag":"markdown","content":"**Please**","i18n_content":{"zh_cn":"**请**","en_us":"**Please**"}},
          {"tag":"button","type":"primary",
           "text":{"tag":"plain_text","content":"Go","i18n_content":{"zh_cn":"去","en_us":"Go"}},
           "behaviors":[{"type":"callback","value":{"act":"authorize","n":"nonce"}}]}]}}""";
  }

  /** A card whose button opens this page. */
  public static String leadingTo(String url) {
    return """
        {"schema":"2.0","header":{"template":"green","title":{"tag":"plain_text","content":"Continue"}},
         "body":{"elements":[{"tag":"column_set","columns":[{"tag":"column","elements":[
          {"tag":"button","text":{"tag":"plain_text","content":"Continue"},
           "behaviors":[{"type":"open_url","default_url":"%s"}]}]}]}]}}"""
        .formatted(url);
  }

  public static String saying(String title) {
    return """
        {"schema":"2.0","header":{"title":{"tag":"plain_text","content":"%s"}},"body":{"elements":[]}}"""
        .formatted(title);
  }
}
