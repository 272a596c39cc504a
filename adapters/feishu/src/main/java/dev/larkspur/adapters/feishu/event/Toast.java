package dev.larkspur.adapters.feishu.event;

import com.google.gson.JsonObject;
import dev.larkspur.adapters.feishu.card.Words;

/** The line that the person sees for a moment after pressing a button. */
enum Toast {
  NOT_YOURS("warning", "This card is for somebody else.", "这张卡片是发给其他人的。", "このカードは別の方宛てです。"),
  OLD_CARD(
      "warning",
      "This card is not valid. Please use the newest one.",
      "这张卡片无效，请使用最新的卡片。",
      "このカードは無効です。最新のカードをご利用ください。"),
  UNKNOWN("warning", "This request is not known any more.", "该请求已不存在。", "この依頼は見つかりません。"),
  BEING_PREPARED(
      "info", "The link is being prepared, one moment.", "正在准备授权链接，请稍候。", "リンクを準備しています。少々お待ちください。"),
  BEING_CHECKED(
      "info",
      "Your consent has arrived and is being checked.",
      "已收到授权，正在核实。",
      "承認を受け付けました。確認しています。"),
  ALREADY_DONE("info", "This request is settled already.", "该请求已处理。", "この依頼は処理済みです。"),
  TRY_AGAIN(
      "error",
      "Something went wrong. Please try again in a moment.",
      "出了点问题，请稍后重试。",
      "問題が発生しました。しばらくしてからもう一度お試しください。");

  private final String type;
  private final String english;
  private final String chinese;
  private final String japanese;

  Toast(String type, String english, String chinese, String japanese) {
    this.type = type;
    this.english = english;
    this.chinese = chinese;
    this.japanese = japanese;
  }

  JsonObject json() {
    var toast = new JsonObject();
    toast.addProperty("type", type);
    toast.addProperty("content", english);
    toast.add("i18n", new Words(english, chinese, japanese).translations());
    return toast;
  }
}
