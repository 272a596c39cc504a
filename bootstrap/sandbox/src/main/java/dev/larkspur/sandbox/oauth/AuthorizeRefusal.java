package dev.larkspur.sandbox.oauth;

/** Why the authorize page shows an error in place of the question. */
enum AuthorizeRefusal {
  MALFORMED(20001, "A parameter is missing or invalid", "参数缺失或有误"),
  UNKNOWN_APP(20048, "The app does not exist", "应用不存在"),
  DISABLED(20069, "The app is disabled", "应用已停用"),
  NOT_INSTALLED(20009, "The app is not installed in your company", "企业未安装此应用"),
  REDIRECT_URI(20029, "The redirect_uri is not registered", "重定向 URL 有误"),
  SCOPE(20027, "The app has not enabled what it asks for", "应用未开通所申请的权限");

  private final int code;
  private final String english;
  private final String chinese;

  AuthorizeRefusal(int code, String english, String chinese) {
    this.code = code;
    this.english = english;
    this.chinese = chinese;
  }

  String in(String locale) {
    return (locale.startsWith("zh") ? chinese : english) + " (" + code + ")";
  }
}
