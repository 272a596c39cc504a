package dev.larkspur.adapters.feishu.event;

import com.google.gson.JsonObject;
import dev.larkspur.adapters.feishu.FeishuApp;
import dev.larkspur.adapters.feishu.card.SessionCard;
import dev.larkspur.domain.authorization.AuthSession;
import dev.larkspur.domain.authorization.CardFace;
import dev.larkspur.domain.authorization.Decision;
import dev.larkspur.domain.authorization.Decision.Advance;
import dev.larkspur.domain.authorization.Decision.Award;
import dev.larkspur.domain.authorization.Decision.Refuse;
import dev.larkspur.domain.authorization.Decision.Stay;
import dev.larkspur.domain.authorization.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * What the person gets for pressing a button: a line, the card as it is now, both or nothing.
 *
 * @param shown the session that the card shows; null: it stays as it is
 */
record Answer(@Nullable Toast toast, @Nullable AuthSession shown) {
  static final Answer NOTHING = new Answer(null, null);

  static Answer of(Toast toast) {
    return new Answer(toast, null);
  }

  static Answer of(Decision decision) {
    return switch (decision) {
      case Advance(var session) -> ofSession(session);
      case Award(var session, _) -> ofSession(session);
      case Stay(var session) -> ofSession(session);
      case Refuse(var reason, var session) -> refused(reason, session);
    };
  }

  private static Answer ofSession(AuthSession session) {
    return switch (session) {
      case AuthSession.Exchanging _, AuthSession.Verifying _ -> of(Toast.BEING_CHECKED);
      case AuthSession s when s.face() == CardFace.ASKING -> of(Toast.BEING_PREPARED);
      case AuthSession s -> new Answer(null, s);
    };
  }

  /** A stranger, or a forged card, is shown nothing of the session. */
  private static Answer refused(Refusal reason, @Nullable AuthSession session) {
    return switch (reason) {
      case NOT_YOURS -> of(Toast.NOT_YOURS);
      case OLD_CARD -> of(Toast.OLD_CARD);
      case UNKNOWN_SESSION, FOREIGN_STATE -> of(Toast.UNKNOWN);
      case TOO_LATE -> of(Toast.BEING_CHECKED);
      case ALREADY_SETTLED -> new Answer(Toast.ALREADY_DONE, session);
      case OUT_OF_ORDER -> session == null ? of(Toast.UNKNOWN) : ofSession(session);
    };
  }

  JsonObject json(FeishuApp app) {
    var json = new JsonObject();
    if (toast != null) {
      json.add("toast", toast.json());
    }
    if (shown != null) {
      json.add("card", SessionCard.of(app, shown).answer());
    }
    return json;
  }
}
