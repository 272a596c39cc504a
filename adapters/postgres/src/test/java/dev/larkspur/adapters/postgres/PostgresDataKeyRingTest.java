package dev.larkspur.adapters.postgres;

import static dev.larkspur.application.Cast.ANN;
import static dev.larkspur.application.Cast.BO;
import static dev.larkspur.application.Cast.requested;
import static dev.larkspur.application.authorization.port.AuthSessionsContract.open;

import dev.larkspur.application.keys.port.DataKeyRing;
import dev.larkspur.application.keys.port.DataKeyRingContract;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;

/** Our ring keeps the contract that the one in memory keeps. */
class PostgresDataKeyRingTest implements DataKeyRingContract {

  private final RotationScene scene = new RotationScene("ring");

  @AfterEach
  void close() {
    scene.close();
  }

  @Override
  public DataKeyRing ring() {
    var instance = scene.start();
    open(instance.stores().sessions(), requested(ANN));
    RotationScene.granted(instance, BO);
    return RotationScene.ring(instance);
  }

  @Override
  public void timePasses() {
    scene.later(Duration.ofMinutes(2));
  }
}
