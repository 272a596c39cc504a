package dev.larkspur.sandbox.oauth;

/** The words of the consent page in one language. */
record ConsentWords(
    String locale,
    String title,
    String asks,
    String as,
    String code,
    String approve,
    String deny,
    String note,
    String approved,
    String approvedHint,
    String denied,
    String deniedHint,
    String expired,
    String expiredHint,
    String unknown,
    String unknownHint,
    String unusable,
    String outside,
    String outsideHint) {

  private static final ConsentWords ENGLISH =
      new ConsentWords(
          "en_us",
          "wants to act on your behalf",
          "It will be able to",
          "You are logged in as",
          "Code",
          "Approve",
          "Deny",
          "This is the Larkspur sandbox. Nobody's real account is involved.",
          "Approved",
          "You can close this page and go back to the chat.",
          "Denied",
          "Nothing was granted. You can close this page.",
          "This request has ended",
          "It expired, or somebody has answered it already. Ask for a new card.",
          "There is no such request",
          "The link is incomplete or wrong (20001).",
          "This link cannot be used",
          "You may not use this app",
          "Its administrator has not made it available to you (20010).");

  private static final ConsentWords CHINESE =
      new ConsentWords(
          "zh_cn",
          "申请以你的身份操作",
          "授权后它可以",
          "当前登录身份",
          "验证码",
          "授权",
          "拒绝",
          "这是 Larkspur 沙箱，不涉及任何真实账号。",
          "授权成功",
          "可以关闭此页面，回到会话。",
          "已拒绝",
          "没有授予任何权限，可以关闭此页面。",
          "请求已结束",
          "请求已过期或已被处理，请重新获取卡片。",
          "请求不存在",
          "链接不完整或有误（20001）。",
          "链接无法使用",
          "你无权使用此应用",
          "管理员未将此应用开放给你（20010）。");

  private static final ConsentWords JAPANESE =
      new ConsentWords(
          "ja_jp",
          "があなたに代わって操作することを求めています",
          "承認すると可能になる操作",
          "ログイン中のアカウント",
          "コード",
          "承認する",
          "拒否する",
          "これは Larkspur のサンドボックスです。実在のアカウントは使われません。",
          "承認しました",
          "このページを閉じて、チャットに戻ってください。",
          "拒否しました",
          "権限は与えられていません。このページを閉じてください。",
          "この依頼は終了しています",
          "期限切れか、すでに処理済みです。新しいカードを受け取ってください。",
          "この依頼は存在しません",
          "リンクが不完全か、誤っています（20001）。",
          "このリンクは使えません",
          "このアプリは利用できません",
          "管理者がこのアプリをあなたに公開していません（20010）。");

  static ConsentWords of(String locale) {
    return switch (locale.substring(0, Math.min(2, locale.length()))) {
      case "zh" -> CHINESE;
      case "ja" -> JAPANESE;
      default -> ENGLISH;
    };
  }

  /** For the page: how a browser names the language. */
  String tag() {
    return switch (locale) {
      case "zh_cn" -> "zh-CN";
      case "ja_jp" -> "ja";
      default -> "en";
    };
  }
}
