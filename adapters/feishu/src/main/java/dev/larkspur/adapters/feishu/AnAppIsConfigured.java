package dev.larkspur.adapters.feishu;

import io.micronaut.context.condition.Condition;
import io.micronaut.context.condition.ConditionContext;

/** True if there is anything under {@code larkspur.feishu.apps}. */
final class AnAppIsConfigured implements Condition {
  @Override
  @SuppressWarnings("rawtypes") // as declared there
  public boolean matches(ConditionContext context) {
    return context.containsProperties(FeishuAppProperties.PREFIX);
  }
}
