package dev.larkspur.adapters.feishu.card;

import dev.larkspur.domain.token.Scopes;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What scopes mean, for the person who is asked. Those not known here are named as they are. */
final class ScopeWords {
  private static final Map<String, Words> KNOWN =
      Map.ofEntries(
          known("offline_access", "stay authorized while you are away", "在你离开时保持授权"),
          known("auth:user.id:read", "know who you are", "获取你的身份"),
          known("contact:user.base:readonly", "see your name and picture", "查看你的姓名和头像"),
          known("contact:user.email:readonly", "see your e-mail address", "查看你的邮箱"),
          known("contact:user.phone:readonly", "see your phone number", "查看你的手机号"),
          known("contact:user.employee_id:readonly", "see your employee id", "查看你的员工 ID"),
          known("docs:document:readonly", "read your documents", "查看你的文档"),
          known("docx:document", "read and change your documents", "查看和编辑你的文档"),
          known("docx:document:readonly", "read your documents", "查看你的文档"),
          known("drive:drive", "read and change your files", "查看和管理你的云空间文件"),
          known("drive:drive:readonly", "read your files", "查看你的云空间文件"),
          known("sheets:spreadsheet", "read and change your sheets", "查看和编辑你的电子表格"),
          known("sheets:spreadsheet:readonly", "read your sheets", "查看你的电子表格"),
          known("bitable:app", "read and change your bases", "查看和编辑你的多维表格"),
          known("bitable:app:readonly", "read your bases", "查看你的多维表格"),
          known("wiki:wiki", "read and change your wikis", "查看和编辑你的知识库"),
          known("wiki:wiki:readonly", "read your wikis", "查看你的知识库"),
          known("calendar:calendar", "read and change your calendar", "查看和管理你的日历"),
          known("calendar:calendar:readonly", "read your calendar", "查看你的日历"),
          known("task:task:read", "read your tasks", "查看你的任务"),
          known("task:task:write", "change your tasks", "管理你的任务"),
          known("im:message", "read and send messages as you", "以你的身份收发消息"),
          known("im:message:readonly", "read your messages", "查看你的消息"),
          known("im:chat:readonly", "see your chats", "查看你的群组"),
          known("approval:approval", "read and change your approvals", "查看和管理你的审批"),
          known("approval:approval:readonly", "read your approvals", "查看你的审批"),
          known("minutes:minutes:readonly", "read your minutes", "查看你的妙记"),
          known("search:docs:read", "search your documents", "搜索你的文档"));

  /** The scopes that have words, one a line; empty if none has. */
  static Optional<Words> known(Scopes scopes) {
    var lines = scopes.names().stream().filter(KNOWN::containsKey).map(ScopeWords::line).toList();
    return lines.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Words(
                lines.stream().map(Words::en).collect(Collectors.joining("\n")),
                lines.stream().map(Words::zh).collect(Collectors.joining("\n"))));
  }

  /** The others, one a line; empty if there are none. */
  static Optional<String> unknown(Scopes scopes) {
    return Optional.of(
            scopes.names().stream()
                .filter(name -> !KNOWN.containsKey(name))
                .map(name -> "• " + name)
                .collect(Collectors.joining("\n")))
        .filter(lines -> !lines.isEmpty());
  }

  private static Words line(String name) {
    var words = KNOWN.getOrDefault(name, Words.same(name));
    return new Words("• " + words.en() + " (" + name + ")", "• " + words.zh() + "（" + name + "）");
  }

  private static Map.Entry<String, Words> known(String name, String en, String zh) {
    return Map.entry(name, new Words(en, zh));
  }

  private ScopeWords() {}
}
