package dev.larkspur.adapters.feishu.redirect;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.larkspur.adapters.feishu.card.Words;
import dev.larkspur.application.authorization.Arrival;
import io.micronaut.http.HttpStatus;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;

/**
 * The page that tells a person what has come of it. All of it is ours: nothing that came in is on
 * it, so there is nothing to escape.
 */
@SuppressWarnings("ImmutableEnumChecker") // records of texts, which nobody can change
enum Page {
  AUTHORIZED(
      HttpStatus.OK,
      new Words("Authorized", "授权成功", "承認が完了しました"),
      new Words(
          "Your authorization has arrived. You can close this page.",
          "已收到你的授权，可以关闭此页面。",
          "承認を受け付けました。このページを閉じてください。")),
  BEING_CHECKED(
      HttpStatus.OK,
      new Words("Being checked", "正在确认", "確認しています"),
      new Words(
          "Your authorization has arrived and is being checked. You can close this page; the card"
              + " in your chat will say how it ended.",
          "已收到你的授权，正在确认。可以关闭此页面，结果将显示在聊天中的卡片上。",
          "承認を受け付け、確認しています。このページを閉じてください。結果はチャットのカードに表示されます。")),
  DECLINED(
      HttpStatus.OK,
      new Words("Declined", "已拒绝", "拒否しました"),
      new Words(
          "You declined. Nothing was authorized, and you can close this page.",
          "你已拒绝授权，未授予任何权限，可以关闭此页面。",
          "拒否しました。何も承認されていません。このページを閉じてください。")),
  WRONG_ACCOUNT(
      HttpStatus.FORBIDDEN,
      new Words("Another account", "账号不符", "別のアカウントです"),
      new Words(
          "You are signed in with another account than the one that was asked. What it consented to"
              + " was withdrawn. Please have the person who was asked start again.",
          "当前登录的账号与被请求授权的账号不一致，该账号的授权已撤销。请由被请求的本人重新发起授权。",
          "依頼を受けた方とは別のアカウントでログインしています。そのアカウントの承認は取り消しました。ご本人がもう一度お試しください。")),
  NOT_VALID(
      HttpStatus.BAD_REQUEST,
      new Words("This link is not valid", "链接已失效", "リンクは無効です"),
      new Words(
          "It was used already, its time is over, or it is not complete. If you still want to"
              + " authorize, please have yourself asked again.",
          "链接已被使用、已过期或不完整。如仍需授权，请让应用重新发起请求。",
          "すでに使用されたか、期限切れか、不完全です。引き続き承認する場合は、もう一度依頼を受けてください。")),
  TRY_AGAIN(
      HttpStatus.SERVICE_UNAVAILABLE,
      new Words("Busy at the moment", "当前繁忙", "混み合っています"),
      new Words(
          "Many people are authorizing just now. Nothing is lost: please reload this page in a"
              + " moment, or open the link again.",
          "当前授权人数较多，你的操作不会丢失。请稍后刷新此页面，或重新打开链接。",
          "ただいま混み合っています。操作は失われていません。少し待ってからこのページを再読み込みするか、リンクをもう一度開いてください。")),
  FAILED(
      HttpStatus.BAD_GATEWAY,
      new Words("Something went wrong", "出了点问题", "問題が発生しました"),
      new Words(
          "The authorization could not be completed, and nothing was authorized. Please have"
              + " yourself asked again.",
          "授权未能完成，未授予任何权限。请让应用重新发起请求。",
          "承認を完了できませんでした。何も承認されていません。もう一度依頼を受けてください。"));

  private static final String STYLE =
      "body{font:1.1rem/1.6 system-ui,sans-serif;max-width:32rem;margin:15vh auto;padding:0 1.5rem;"
          + "color:#1f2329;background:#fff}h1{font-size:1.5rem}"
          + "@media(prefers-color-scheme:dark){body{color:#ebebeb;background:#1a1a1a}}";

  /** One style, by its hash, and nothing else. It may be framed: there is nothing to click on. */
  static final String POLICY =
      "default-src 'none'; style-src 'sha256-"
          + sha256(STYLE)
          + "'; img-src data:; base-uri 'none'; form-action 'none'";

  private final HttpStatus status;
  private final Words title;
  private final Words text;

  Page(HttpStatus status, Words title, Words text) {
    this.status = status;
    this.title = title;
    this.text = text;
  }

  static Page of(Arrival arrival) {
    return switch (arrival) {
      case AUTHORIZED -> AUTHORIZED;
      case BEING_CHECKED -> BEING_CHECKED;
      case DECLINED -> DECLINED;
      case WRONG_ACCOUNT -> WRONG_ACCOUNT;
      case NOT_VALID -> NOT_VALID;
      case TRY_AGAIN -> TRY_AGAIN;
      case FAILED -> FAILED;
    };
  }

  HttpStatus status() {
    return status;
  }

  String html(Language language) {
    return """
        <!doctype html>
        <html lang="%1$s">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <link rel="icon" href="data:,">
        <title>%2$s</title>
        <style>%4$s</style>
        </head>
        <body>
        <main data-outcome="%5$s">
        <h1>%2$s</h1>
        <p>%3$s</p>
        </main>
        </body>
        </html>
        """
        .formatted(language.tag(), language.of(title), language.of(text), STYLE, outcome());
  }

  private String outcome() {
    return name().toLowerCase(Locale.ROOT);
  }

  private static String sha256(String text) {
    try {
      var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
      return Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
