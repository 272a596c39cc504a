/** What Larkspur knows and decides. Needs nothing but the Java platform. */
module dev.larkspur.domain {
  requires static org.jspecify;

  exports dev.larkspur.domain.identity;
}
