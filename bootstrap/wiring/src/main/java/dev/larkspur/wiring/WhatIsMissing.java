package dev.larkspur.wiring;

import dev.larkspur.application.token.port.Apps;
import dev.larkspur.application.token.port.Grants;
import io.micronaut.context.BeanContext;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.context.event.StartupEvent;
import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import io.micronaut.core.reflect.ClassUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says what is missing altogether by the name that its user knows, before the framework names the
 * first of many types.
 */
@Context
@Order(Ordered.HIGHEST_PRECEDENCE)
final class WhatIsMissing implements ApplicationEventListener<StartupEvent> {
  private static final Logger LOG = LoggerFactory.getLogger(WhatIsMissing.class);
  private static final String STORE = "dev.larkspur.adapters.postgres.Migrations";
  private static final String PLATFORM = "dev.larkspur.adapters.feishu.FeishuApps";

  private final BeanContext beans;

  WhatIsMissing(BeanContext beans) {
    this.beans = beans;
    if (!beans.containsBean(Grants.class)) {
      throw new ConfigurationException(
          "Nothing keeps Larkspur's grants: "
              + (isHere(STORE)
                  ? "no datasource is named larkspur. Set datasources.larkspur.url, username,"
                      + " password and driver-class-name"
                  : "add larkspur-postgres to the dependencies, or declare a bean of "
                      + Grants.class.getName()
                      + " and of each port that is named then"));
    }
  }

  /** Without an app the administration works, and nobody can be asked. */
  @Override
  public void onApplicationEvent(StartupEvent event) {
    if (beans.getBean(Apps.class).all().isEmpty()) {
      LOG.warn(
          "No app is configured, so nobody can be asked: {}",
          isHere(PLATFORM)
              ? "set larkspur.feishu.apps.<name>.app-id and app-secret"
              : "add larkspur-feishu to the dependencies");
    }
  }

  private boolean isHere(String type) {
    return ClassUtils.isPresent(type, beans.getClassLoader());
  }
}
