package dev.larkspur.application.authorization;

/** What has come of a browser that came back: what its page says. */
public enum Arrival {
  /** The token is the person's, and theirs is the grant. */
  AUTHORIZED,
  /** The token is stored, but the platform has not said yet whose it is. */
  BEING_CHECKED,
  DECLINED,
  /** Somebody else consented than the person asked. Their token was revoked. */
  WRONG_ACCOUNT,
  /** Not sent off by us, come back before, or too late. */
  NOT_VALID,
  /** Too many come back at once; nothing is lost, and the same browser may come again. */
  TRY_AGAIN,
  /** It cannot succeed any more; the person is to be asked anew. */
  FAILED
}
