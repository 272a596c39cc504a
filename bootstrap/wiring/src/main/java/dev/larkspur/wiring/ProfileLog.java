package dev.larkspur.wiring;

import dev.larkspur.application.people.Doubts;
import dev.larkspur.domain.identity.Person;
import dev.larkspur.domain.token.PlatformError;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells operators of doubtful answers; names ids and codes, nothing that is known of the person.
 */
final class ProfileLog implements Doubts {
  private static final Logger LOG = LoggerFactory.getLogger(ProfileLog.class);

  @Override
  public void rejected(Person person, PlatformError error) {
    LOG.info(
        "The profile of {} of app {} stays as it is: the platform answers {} (log id {})",
        person.openId(),
        person.app(),
        error.code(),
        error.logId());
  }

  @Override
  public void ofSomebodyElse(Person person) {
    LOG.warn(
        "The profile of {} of app {} stays as it is: the platform says that the token is somebody else's",
        person.openId(),
        person.app());
  }
}
