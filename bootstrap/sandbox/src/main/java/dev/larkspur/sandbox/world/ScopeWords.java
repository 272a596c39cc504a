package dev.larkspur.sandbox.world;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The scopes that the sample app has enabled, and what those of people allow in words. */
public final class ScopeWords {
  private record Words(String zh, String en, String ja) {}

  private static final Map<String, Words> WORDS =
      Map.ofEntries(
          word("offline_access", "在你离线时保持授权", "Keep access while you are away", "不在時の承認の維持"),
          word("auth:user.id:read", "获取你的用户身份", "Know who you are", "ユーザー情報の確認"),
          word(
              "contact:user.base:readonly", "查看你的姓名和头像", "See your name and picture", "名前とアイコンの確認"),
          word("contact:user.email:readonly", "查看你的邮箱", "See your e-mail address", "メールアドレスの確認"),
          word("contact:user.phone:readonly", "查看你的手机号", "See your mobile number", "電話番号の確認"),
          word("contact:user.employee_id:readonly", "查看你的用户 ID", "See your user id", "ユーザー ID の確認"),
          word("contact:user.employee:readonly", "查看你的工号", "See your employee number", "従業員番号の確認"),
          word("docs:document:readonly", "查看你的云文档", "Read your documents", "ドキュメントの閲覧"),
          word("docx:document", "编辑你的云文档", "Edit your documents", "ドキュメントの編集"),
          word("sheets:spreadsheet:readonly", "查看你的电子表格", "Read your spreadsheets", "スプレッドシートの閲覧"),
          word("calendar:calendar:readonly", "查看你的日历", "Read your calendar", "カレンダーの閲覧"),
          word("calendar:calendar", "管理你的日历", "Manage your calendar", "カレンダーの管理"),
          word("im:message:readonly", "查看你的消息", "Read your messages", "メッセージの閲覧"),
          word("task:task:write", "管理你的任务", "Manage your tasks", "タスクの管理"),
          word(
              "aily:skill:write",
              "以你的身份运行 Aily 技能",
              "Run Aily skills as you",
              "あなたとしての Aily スキルの実行"),
          word("aily:session:write", "以你的身份与 Aily 对话", "Talk to Aily as you", "あなたとしての Aily との会話"),
          word(
              "aily:message:write", "以你的身份向 Aily 发消息", "Write to Aily as you", "あなたとしての Aily への発言"),
          word("aily:run:write", "以你的身份让 Aily 执行任务", "Have Aily act for you", "あなたとしての Aily の実行"),
          word("aily:run:read", "查看 Aily 为你执行的任务", "See what Aily does for you", "Aily の実行状況の確認"));

  private static final Set<String> OF_APPS =
      Set.of(
          "application:application:self_manage",
          "im:message",
          "im:message:send_as_bot",
          "cardkit:card:write",
          "aily:skill:write",
          "app_engine:flow:write");

  private ScopeWords() {}

  public static Set<String> known() {
    return new TreeSet<>(WORDS.keySet());
  }

  /** What an app does as itself, without anybody's consent. */
  public static Set<String> ofApps() {
    return OF_APPS;
  }

  /**
   * In Chinese or Japanese if {@code locale} says so, else in English; a scope without words speaks
   * for itself.
   */
  public static String of(String scope, String locale) {
    var words = WORDS.getOrDefault(scope, new Words(scope, scope, scope));
    return locale.startsWith("zh") ? words.zh() : locale.startsWith("ja") ? words.ja() : words.en();
  }

  private static Map.Entry<String, Words> word(String scope, String zh, String en, String ja) {
    return Map.entry(scope, new Words(zh, en, ja));
  }
}
