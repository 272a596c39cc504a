package dev.larkspur.proof.simulation;

/** What can go wrong. */
enum Fault {
  /** No connection to the platform: nothing left. */
  CONNECTION_REFUSED(0.1),
  /** A request to the platform never arrives. */
  REQUEST_LOST(0.1),
  /** It arrives late, up to long after its sender has given up. */
  REQUEST_LATE(0.1),
  /** It arrives twice: something on the way sent it again. */
  REQUEST_TWICE(0.1),
  /** It was carried out and the answer never arrives. */
  ANSWER_LOST(0.1),
  /** The answer arrives late. */
  ANSWER_LATE(0.1),
  /** The connection breaks between request and answer. */
  RESET(0.1),
  /** What arrives is no answer of the platform's. */
  GARBLED(0.05),
  /** The platform does not look at the token: over the limit, out of order, a setting is wrong. */
  TURNED_AWAY(0.15),
  /** An internal error, and nothing was done. */
  ERROR_BEFORE(0.1),
  /** An internal error, and the token was traded. */
  ERROR_AFTER(0.1),
  /** A step takes up to a minute instead of milliseconds. */
  SLOW(0.01),
  /** The process is killed. */
  CRASH(0.006),
  /** The process stands still, up to longer than its attempts last. */
  FROZEN(0.004),
  /** The store refuses. */
  STORE_REFUSES(0.02),
  /** The store did it, and the connection broke before it said so. */
  STORE_SILENT(0.03),
  /** The store is away for seconds to minutes. */
  STORE_AWAY(0.08),
  /** Somebody else stored first, so a step is decided again. */
  LOST_RACE(0.05),
  /** Clocks of instances differ by seconds. */
  CLOCKS_DIFFER(1);

  private final double usual;

  Fault(double usual) {
    this.usual = usual;
  }

  /** How probable it is, each time that it could happen. */
  double usual() {
    return usual;
  }
}
