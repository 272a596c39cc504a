package dev.larkspur.application.keys.port;

import java.util.List;
import java.util.UUID;

/**
 * The keys that seal what is stored, and their replacement while everything goes on. All instances
 * share one ring; what it tells holds ids and numbers, never a key.
 */
public interface DataKeyRing {
  KeyReport report();

  /** What a rotation would have to re-encrypt at present. Changes nothing. */
  List<SealedColumn> rehearse();

  /**
   * Adds a new key. All else (that it seals, that everything is sealed with it, that the old ones
   * go) is done by {@link #advance}, on any instance.
   *
   * @param by the administrator's key; kept with the entry in the audit
   */
  RotationStart start(UUID by);

  /**
   * This instance's part in keeping the ring: to be called every few seconds by each instance, or
   * reading and sealing go on with what it knows until they have to look for themselves.
   *
   * @return whether there is more to do at once
   */
  boolean advance();

  /**
   * A column that holds ciphertext.
   *
   * @param ciphertexts how many it holds
   */
  record SealedColumn(String table, String column, long ciphertexts) {}
}
