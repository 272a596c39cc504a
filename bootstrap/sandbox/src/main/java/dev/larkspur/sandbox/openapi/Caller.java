package dev.larkspur.sandbox.openapi;

import dev.larkspur.sandbox.oauth.UserTokens.Access;

/** On whose behalf the open API is called, where it may be either. */
sealed interface Caller {
  record App() implements Caller {}

  record Person(Access access) implements Caller {}
}
