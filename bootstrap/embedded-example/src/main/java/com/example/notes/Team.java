package com.example.notes;

import io.micronaut.context.annotation.ConfigurationProperties;
import java.util.Map;

/**
 * Who may log in.
 *
 * @param password the same for all, since this is an example
 * @param people from their names here to their open_ids in Feishu
 */
@ConfigurationProperties("notes")
record Team(String password, Map<String, String> people) {
  String openId(String name) {
    var id = people.get(name);
    if (id == null) { // after their login
      throw new IllegalArgumentException(name + " is not in the team any more");
    }
    return id;
  }

  /** Without the password. */
  @Override
  public String toString() {
    return "Team" + people.keySet();
  }
}
