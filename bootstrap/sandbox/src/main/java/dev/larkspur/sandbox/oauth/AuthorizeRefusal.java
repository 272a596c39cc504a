package dev.larkspur.sandbox.oauth;

/** Why the authorize page shows an error in place of the question. */
enum AuthorizeRefusal {
  MALFORMED(20001, "A parameter is missing or invalid", "参数缺失或有误", "パラメータが不足しているか、正しくありません"),
  UNKNOWN_APP(20048, "The app does not exist", "应用不存在", "アプリが存在しません"),
  DISABLED(20069, "The app is disabled", "应用已停用", "アプリは停止されています"),
  NOT_INSTALLED(
      20009, "The app is not installed in your company", "企业未安装此应用", "この企業にはアプリがインストールされていません"),
  REDIRECT_URI(20029, "The redirect_uri is not registered", "重定向 URL 有误", "リダイレクト URL が登録されていません"),
  SCOPE(20027, "The app has not enabled what it asks for", "应用未开通所申请的权限", "要求された権限がアプリで有効になっていません");

  private final int code;
  private final String english;
  private final String chinese;
  private final String japanese;

  AuthorizeRefusal(int code, String english, String chinese, String japanese) {
    this.code = code;
    this.english = english;
    this.chinese = chinese;
    this.japanese = japanese;
  }

  String in(String locale) {
    var words = locale.startsWith("zh") ? chinese : locale.startsWith("ja") ? japanese : english;
    return words + " (" + code + ")";
  }
}
