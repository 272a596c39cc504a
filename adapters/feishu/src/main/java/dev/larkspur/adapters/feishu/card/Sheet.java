package dev.larkspur.adapters.feishu.card;

import dev.larkspur.domain.token.Scopes;

/** A card in the making, filled from top to bottom. */
interface Sheet {
  /** Calls the person, in a chat with others. */
  void mention(String openId);

  void paragraph(Words words);

  /** A remark, smaller and paler than a paragraph. */
  void note(Words words);

  /** What the service says itself, under the heading that says so. */
  void message(Words heading, String message);

  void scopes(Words heading, Scopes scopes);

  /** A button that comes back to us. */
  void press(String style, Words label, Press press);

  /** A button that opens a page. */
  void link(String style, Words label, Link link);

  Card done();

  /** What a button that comes back to us carries, so that the press is known as one of our card. */
  record Press(String act, String session, String nonce) {
    /** Not the nonce: who has it can forge a press. */
    @Override
    public String toString() {
      return "Press[" + act + ", " + session + "]";
    }
  }

  /** Where a button leads, and which of them it is. */
  record Link(Kind kind, String address) {
    enum Kind {
      CONTINUE,
      BROWSER,
      PRIVACY
    }

    /** Not the address: who has the consent link can consent. */
    @Override
    public String toString() {
      return "Link[" + kind + "]";
    }
  }
}
