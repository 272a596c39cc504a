/** What Larkspur knows and decides. Needs nothing but the Java platform. */
module dev.larkspur.domain {
  requires static org.jspecify;

  exports dev.larkspur.domain;
  exports dev.larkspur.domain.access;
  exports dev.larkspur.domain.authorization;
  exports dev.larkspur.domain.connection;
  exports dev.larkspur.domain.identity;
  exports dev.larkspur.domain.token;
}
