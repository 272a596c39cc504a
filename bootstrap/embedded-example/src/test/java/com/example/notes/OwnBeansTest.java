package com.example.notes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larkspur.application.authorization.port.AuthSessions;
import dev.larkspur.application.authorization.port.Cards;
import dev.larkspur.application.authorization.port.RequestLimits;
import dev.larkspur.application.host.UserTokens;
import dev.larkspur.application.token.port.Apps;
import dev.larkspur.application.token.port.Grants;
import dev.larkspur.domain.identity.AppId;
import dev.larkspur.domain.identity.OpenId;
import dev.larkspur.domain.identity.Person;
import dev.larkspur.domain.token.Scopes;
import dev.larkspur.sandbox.Sandbox;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A host replaces parts of Larkspur by beans of its own. */
class OwnBeansTest {
  @Test
  void whatever_port_a_host_has_a_bean_for_is_the_hosts() {
    var own = new OwnBeans();
    try (var feishu = Sandbox.start();
        var host = Host.withLarkspur(feishu, own::declare)) {
      assertThat(OwnBeans.ports()).hasSizeGreaterThan(25);
      for (var port : OwnBeans.ports()) {
        assertThat(host.context().getBean(port)).as(port.getName()).isSameAs(own.of(port));
      }
      var ann = feishu.people().getFirst();
      host.context()
          .getBean(UserTokens.class)
          .ask(new Person(new AppId(feishu.appId()), new OpenId(ann.openId())), Scopes.NONE);
      feishu.awaitCard(ann.openId(), Duration.ofSeconds(60));
      assertThat(
              new Class<?>[] {
                Apps.class, AuthSessions.class, Cards.class, Grants.class, RequestLimits.class
              })
          .allMatch(own::wasCalled);
    }
  }
}
