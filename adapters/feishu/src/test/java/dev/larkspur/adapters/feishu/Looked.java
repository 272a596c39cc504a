package dev.larkspur.adapters.feishu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larkspur.application.checkup.port.Checkup;
import dev.larkspur.application.checkup.port.Finding;
import dev.larkspur.application.checkup.port.Finding.Failed;
import dev.larkspur.application.checkup.port.Finding.Outcome;
import dev.larkspur.application.token.port.Apps;
import dev.larkspur.domain.identity.OpenId;
import dev.larkspur.sandbox.Sandbox;
import io.micronaut.context.ApplicationContext;
import io.micronaut.inject.BeanConfiguration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The adapter without its conversation, looking its app over. */
public final class Looked {
  /** What each check came to, in their order. */
  public static Map<String, Outcome> over(
      Sandbox sandbox, Map<String, Object> settings, @Nullable String to, InstantSource clock) {
    var all = new HashMap<>(Deployment.settings(sandbox));
    all.putAll(settings);
    try (var context =
        ApplicationContext.builder()
            .properties(all)
            .beanConfigurations(
                BeanConfiguration.disabled("dev.larkspur.adapters.feishu.event"),
                BeanConfiguration.disabled("dev.larkspur.adapters.feishu.subscribe"))
            .singletons(new UseCasesOverMemory.Now(clock))
            .environmentPropertySource(false)
            .start()) {
      var app = context.getBean(Apps.class).all().getFirst().id();
      var outcomes = new LinkedHashMap<String, Outcome>();
      context
          .getBean(Checkup.class)
          .examine(app, to == null ? null : new OpenId(to), finding -> keep(outcomes, finding));
      return outcomes;
    }
  }

  private static void keep(Map<String, Outcome> outcomes, Finding finding) {
    outcomes.put(finding.check(), finding.outcome());
  }

  /** What this check has to say, which must have failed. */
  public static Failed failed(Map<String, Outcome> outcomes, String check) {
    assertThat(outcomes.get(check)).as(check).isInstanceOf(Failed.class);
    return (Failed) Objects.requireNonNull(outcomes.get(check));
  }

  private Looked() {}
}
