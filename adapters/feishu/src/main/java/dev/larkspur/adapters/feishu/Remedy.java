package dev.larkspur.adapters.feishu;

import dev.larkspur.domain.token.PlatformError;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What mends a defect: where it is in the developer console, and what to do there. */
public enum Remedy {
  SECRET(
      Place.APP + "Credentials & basic info 凭证与基础信息",
      "copy App ID and App Secret once more into …_APP_ID and …_APP_SECRET; mind the brand (feishu"
          + " or lark)"),
  PUBLISH(
      Place.APP + "Version management & release 版本管理与发布",
      "create a version, publish it and have it approved: until then the app is not installed in"
          + " the company"),
  ENABLE(
      "Admin console 管理后台 > Workplace > App management 工作台 > 应用管理",
      "the app was stopped: the company's administrator switches it on again"),
  BOT(Place.APP + "Add features > Bot 添加应用能力 > 机器人", "switch the bot on and publish a version"),
  AVAILABILITY(
      Place.APP + "Version management & release > Availability 版本管理与发布 > 可用范围",
      "take the person in and publish a version"),
  PEOPLES_SCOPES(
      Place.APP + "Permissions & scopes > User token scopes 权限管理 > 用户身份权限",
      "enable them, publish a version and have it approved; or take them out of …_SCOPES"),
  SENDING_SCOPE(
      Place.APP + "Permissions & scopes > Tenant token scopes 权限管理 > 应用身份权限",
      "enable im:message:send_as_bot and publish a version"),
  SELF_MANAGE(
      Place.APP + "Permissions & scopes > Tenant token scopes 权限管理 > 应用身份权限",
      "enable application:application:self_manage, so that the app may see its own settings"),
  REFRESH_SWITCH(
      Place.APP + "Security settings > Refresh user_access_token 安全设置 > 刷新 user_access_token",
      "switch it on"),
  REDIRECT_URL(
      Place.APP + "Security settings > Redirect URLs 安全设置 > 重定向 URL",
      "add LARKSPUR_FEISHU_REDIRECT_URL to the letter"),
  CALLBACKS(
      Place.APP
          + "Events & callbacks > Callback configuration > Receive callbacks through a long connection"
          + " 事件与回调 > 回调配置 > 使用长连接接收回调",
      "choose it while Larkspur runs, and add the callback card.action.trigger 卡片回传交互"),
  EVENTS(
      Place.APP
          + "Events & callbacks > Event configuration > Receive events through a long connection"
          + " 事件与回调 > 事件配置 > 使用长连接接收事件",
      "choose it while Larkspur runs"),
  LONG_CONNECTION(
      Place.APP + "Events & callbacks 事件与回调",
      "only self-built apps have a long connection; see whether it is offered there"),
  CONNECTIONS(
      Place.APP + "Events & callbacks 事件与回调",
      "as many connections as the platform allows (50) are open already: stop what else connects with"
          + " this App ID"),
  OPEN_ID(
      "Developer console 开发者后台 > API Explorer API 调试台",
      "take the person's open_id for this very app: another app has another one for them");

  /** Apart, since the remedies themselves are made of it. */
  private static final class Place {
    static final String APP = "Developer console 开发者后台 > the app > ";
  }

  private final String menu;
  private final String todo;

  Remedy(String menu, String todo) {
    this.menu = menu;
    this.todo = todo;
  }

  /** Where it is. */
  public String menu() {
    return menu;
  }

  public String words() {
    return menu + ": " + todo;
  }

  /** What mends this; where the code is none that we know, who does. */
  public static String of(PlatformError error) {
    return Optional.ofNullable(mending(error.code()))
        .map(Remedy::words)
        .orElse(
            "Nothing in the console is known to cause this. Try again; if it stays, give the log id"
                + " to the platform's support");
  }

  private static @Nullable Remedy mending(String code) {
    return switch (code) {
      case "10003", "10014", "10015", "20002", "20048", "99991543", "514", "1000040346" -> SECRET;
      case "20009", "99991673" -> PUBLISH;
      case "20069", "99991662" -> ENABLE;
      case "11205", "230006" -> BOT;
      case "230013", "20010" -> AVAILABILITY;
      case "20027", "20067", "20068", "invalid_scope" -> PEOPLES_SCOPES;
      case "230027", "99991672" -> SENDING_SCOPE;
      case "20074" -> REFRESH_SWITCH;
      case "403" -> LONG_CONNECTION;
      case "1000040350" -> CONNECTIONS;
      case "99992351", "99992361", "230001" -> OPEN_ID;
      default -> null;
    };
  }
}
