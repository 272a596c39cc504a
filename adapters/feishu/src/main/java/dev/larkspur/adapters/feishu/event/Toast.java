package dev.larkspur.adapters.feishu.event;

import com.google.gson.JsonObject;

/** The line that the person sees for a moment after pressing a button. */
enum Toast {
  NOT_YOURS("warning", "This card is for somebody else.", "这张卡片是发给其他人的。"),
  OLD_CARD("warning", "This card is not valid. Please use the newest one.", "这张卡片无效，请使用最新的卡片。"),
  UNKNOWN("warning", "This request is not known any more.", "该请求已不存在。"),
  BEING_PREPARED("info", "The link is being prepared, one moment.", "正在准备授权链接，请稍候。"),
  BEING_CHECKED("info", "Your consent has arrived and is being checked.", "已收到授权，正在核实。"),
  ALREADY_DONE("info", "This request is settled already.", "该请求已处理。"),
  TRY_AGAIN("error", "Something went wrong. Please try again in a moment.", "出了点问题，请稍后重试。");

  private final String type;
  private final String english;
  private final String chinese;

  Toast(String type, String english, String chinese) {
    this.type = type;
    this.english = english;
    this.chinese = chinese;
  }

  JsonObject json() {
    var both = new JsonObject();
    both.addProperty("zh_cn", chinese);
    both.addProperty("en_us", english);
    var toast = new JsonObject();
    toast.addProperty("type", type);
    toast.addProperty("content", english);
    toast.add("i18n", both);
    return toast;
  }
}
