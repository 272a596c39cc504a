package dev.larkspur.adapters.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.larkspur.domain.authorization.AuthSessionId;
import dev.larkspur.domain.identity.Person;

/**
 * Where a ciphertext belongs. It opens nowhere else, so that nobody who can write to the database
 * can pass one person's token off as another's.
 *
 * @param row the row's key; identifiers have no '/', so no two keys read alike
 */
record Place(String table, String column, String row) {
  static Place of(String table, String column, AuthSessionId session) {
    return new Place(table, column, session.toString());
  }

  static Place of(String table, String column, Person person) {
    return new Place(table, column, person.app() + "/" + person.openId());
  }

  byte[] associatedData() {
    return toString().getBytes(UTF_8);
  }

  @Override
  public String toString() {
    return "larkspur." + table + "." + column + "/" + row;
  }
}
