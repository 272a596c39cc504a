package dev.larkspur.adapters.feishu.card;

import dev.larkspur.adapters.feishu.FeishuApp;
import dev.larkspur.application.authorization.port.Cards.Outcome;
import dev.larkspur.domain.authorization.CardAddress;
import dev.larkspur.domain.identity.OpenId;
import java.util.UUID;

/**
 * A card without buttons that says what it is: sent to see whether cards arrive, and taken back.
 */
public final class TestCard {
  private static final Words TITLE = new Words("A test", "测试消息", "テスト");
  private static final Words TEXT =
      new Words(
          "An operator of Larkspur is testing whether cards reach you. There is nothing to do.",
          "Larkspur 的管理员正在测试卡片能否送达，您无需进行任何操作。",
          "Larkspur の管理者がカードの配信をテストしています。対応は不要です。");

  /**
   * @throws dev.larkspur.application.token.port.PlatformUnavailable if no answer came
   */
  public static Outcome send(FeishuApp app, OpenId to) {
    var sheet = new JsonSheet("blue", TITLE);
    sheet.paragraph(TEXT);
    return new Messages(app)
        .send(
            new CardAddress(CardAddress.Kind.OPEN_ID, to.value()),
            UUID.randomUUID().toString(),
            sheet.done().content());
  }

  /**
   * @throws dev.larkspur.application.token.port.PlatformUnavailable if no answer came
   */
  public static Outcome takeBack(FeishuApp app, Outcome.Shown sent) {
    return new Messages(app).recall(sent.message());
  }

  private TestCard() {}
}
