package dev.larkspur.adapters.feishu.card;

import dev.larkspur.domain.authorization.FailureReason;

/** Everything a card says. {@code %s} is the app's name, or a time. */
final class CardWords {
  static final Words ASKING_TITLE = new Words("Your permission is needed", "需要你的授权", "承認のお願い");
  static final Words ASKING =
      new Words(
          "%s asks for your permission to act on your behalf.",
          "%s 请求以你的身份进行操作，需要你的授权。", "%s が、あなたに代わって操作するための承認を求めています。");
  static final Words RENEWAL_TITLE = new Words("Please renew your permission", "请更新授权", "再承認のお願い");
  static final Words RENEWAL =
      new Words(
          "Your permission for %s has run out, and it cannot be renewed without you. Please authorize"
              + " it again if it should go on acting on your behalf.",
          "你对 %s 的授权已失效，且无法自动续期。如需它继续以你的身份进行操作，请重新授权。",
          "%s への承認が無効になりました。自動では更新できません。引き続きあなたに代わって操作することを認める場合は、もう一度承認してください。");
  static final Words PURPOSE = new Words("What for", "用途", "目的");
  static final Words ALLOWS = new Words("You would allow it to", "授权后，它可以", "承認すると可能になる操作");
  static final Words WHO_AND_UNTIL =
      new Words(
          "Only the person who was asked can answer. Valid until %s.",
          "仅被请求的本人可以操作。有效期至 %s。", "依頼を受けたご本人のみ操作できます。有効期限：%s");
  static final Words AUTHORIZE = new Words("Authorize", "授权", "承認する");
  static final Words DECLINE = new Words("Decline", "拒绝", "拒否する");
  static final Words PRIVACY = new Words("Privacy notice", "隐私说明", "プライバシーについて");

  static final Words LINK_TITLE = new Words("One more step", "还差一步", "あと一歩です");
  static final Words LINK =
      new Words(
          "Please confirm on the page that opens. %s can act on your behalf only after that.",
          "请在打开的页面中确认授权，确认后 %s 才能以你的身份进行操作。",
          "開いたページで承認を確定してください。確定するまで、%s があなたに代わって操作することはありません。");
  static final Words LINK_UNTIL =
      new Words(
          "Confirm with your own account; do not pass the link on. Valid until %s.",
          "请使用你本人的账号确认，不要转发链接。有效期至 %s。", "ご自身のアカウントで確定し、リンクは転送しないでください。期限：%s");
  static final Words CONTINUE = new Words("Continue", "继续", "続ける");
  static final Words OPEN_IN_BROWSER = new Words("Open in browser", "在浏览器中打开", "ブラウザで開く");

  static final Words CHECKING_TITLE = new Words("Just a moment", "请稍候", "少々お待ちください");
  static final Words CHECKING =
      new Words(
          "Your consent for %s has arrived and is being checked.",
          "已收到你对 %s 的授权，正在核实。", "%s への承認を受け付けました。確認しています。");

  static final Words GRANTED_TITLE = new Words("Authorized", "已授权", "承認済み");
  static final Words GRANTED =
      new Words("You authorized %1$s on %2$s.", "你已于 %2$s授权 %1$s。", "%2$sに %1$s を承認しました。");
  static final Words ALLOWED = new Words("It can", "它可以", "可能な操作");

  static final Words REVOKE = new Words("Revoke", "撤销授权", "承認を取り消す");
  static final Words WITHDRAWN_TITLE = new Words("Revoked", "授权已撤销", "承認を取り消しました");
  static final Words WITHDRAWN =
      new Words(
          "Your permission for %s was revoked. It cannot act on your behalf any more.",
          "你对 %s 的授权已撤销，它不能再以你的身份进行操作。", "%s への承認は取り消されました。今後、あなたに代わって操作することはできません。");

  static final Words DENIED_TITLE = new Words("Declined", "已拒绝", "拒否しました");
  static final Words DENIED =
      new Words(
          "You declined. %s got no access; it can ask you again.",
          "你已拒绝。%s 没有获得任何权限，之后可以再次请求。", "依頼を拒否しました。%s に権限は与えられていません。今後、再び依頼が届くことがあります。");
  static final Words EXPIRED_TITLE = new Words("Expired", "已过期", "期限切れ");
  static final Words EXPIRED =
      new Words(
          "Nobody answered in time. %s got no access; it will ask again if it still needs it.",
          "请求已超时。%s 没有获得任何权限，如仍需要会再次请求。", "期限内に回答がありませんでした。%s に権限は与えられていません。必要な場合は、あらためて依頼が届きます。");
  static final Words CANCELLED_TITLE = new Words("Withdrawn", "已撤回", "取り下げられました");
  static final Words CANCELLED =
      new Words(
          "%s does not need your permission any more.", "%s 不再需要你的授权。", "%s は、あなたの承認を必要としなくなりました。");
  static final Words SUPERSEDED_TITLE = new Words("Replaced", "已被替代", "新しいカードがあります");
  static final Words SUPERSEDED =
      new Words(
          "A newer card of %s took the place of this one.",
          "%s 已发送新的卡片，请使用新卡片。", "%s から新しいカードが届いています。そちらをご利用ください。");

  /** The title of a failure; the account is the one that the person can mend alone. */
  static Words failureTitle(FailureReason reason) {
    return reason == FailureReason.WRONG_ACCOUNT
        ? new Words("Wrong account", "账号不一致", "アカウントが異なります")
        : new Words("That did not work", "授权未成功", "承認できませんでした");
  }

  /** Why it did not work, in words that help the person. */
  static Words failure(FailureReason reason) {
    return switch (reason) {
      case WRONG_ACCOUNT ->
          new Words(
              "The page was confirmed with another account than the one that was asked. That access"
                  + " was withdrawn at once. Please sign in with your own account when %s asks"
                  + " again.",
              "确认授权的账号与被请求的账号不一致，该授权已立即撤销。%s 再次请求时，请使用你本人的账号登录并确认。",
              "依頼先とは別のアカウントで承認されたため、その承認はすぐに取り消されました。%s から再び依頼が届いたら、ご自身のアカウントでログインして承認してください。");
      case SCOPES_REFUSED ->
          new Words(
              "%s asked for a permission that it is not set up for. Its administrator has to"
                  + " enable it first.",
              "%s 请求的权限尚未开通，请联系应用管理员开通后重试。", "%s が求めた権限は、まだ有効になっていません。アプリの管理者にご連絡ください。");
      case APP_MISCONFIGURED ->
          new Words(
              "%s is not set up correctly. Please tell its administrator.",
              "%s 的配置有误，请联系应用管理员。", "%s の設定に誤りがあります。アプリの管理者にご連絡ください。");
      case CODE_SPENT ->
          new Words(
              "The link was already used or replaced. Please wait until %s asks again.",
              "链接已被使用或已失效，请等待 %s 再次请求。", "リンクはすでに使用されたか、無効になりました。%s から再び依頼が届くまでお待ちください。");
      case CARD_UNDELIVERABLE, PLATFORM_REFUSED ->
          new Words(
              "Something went wrong between %s and the platform. Nothing was allowed; it can ask"
                  + " you again.",
              "%s 与平台之间出现问题，没有获得任何权限，之后可以再次请求。",
              "%s とプラットフォームの間で問題が発生しました。権限は与えられていません。再び依頼が届くことがあります。");
    };
  }

  private CardWords() {}
}
