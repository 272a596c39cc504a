package dev.larkspur.proof.simulation;

import dev.larkspur.application.token.port.Grants;
import dev.larkspur.application.token.port.TokenRefresh;

/** What is simulated: the protocol as it is, or one that was broken, to see that it is noticed. */
@FunctionalInterface
interface Protocol {
  /** What an instance does everything with. */
  record Ports(Grants grants, TokenRefresh refresh) {}

  Protocol AS_IT_IS = (ports, _) -> ports;

  Ports over(Ports ports, Scheduler scheduler);
}
