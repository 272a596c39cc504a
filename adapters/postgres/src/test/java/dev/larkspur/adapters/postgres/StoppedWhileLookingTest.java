package dev.larkspur.adapters.postgres;

import static dev.larkspur.adapters.postgres.RotationScene.rotation;
import static org.assertj.core.api.Assertions.assertThat;

import dev.larkspur.application.keys.port.Rotation.State;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A process is stopped when the database has answered which keys there are, and goes on when they
 * have been replaced: it does not take what it was told for what is so.
 */
class StoppedWhileLookingTest {
  private final RotationScene scene = new RotationScene("stopped");
  private final Instance one = scene.start();
  private int untilStopped;

  @AfterEach
  void close() {
    scene.close();
  }

  /** Those of an instance that is stopped after one of its next looks. */
  private DataKeys keys() {
    var clock = scene.clock;
    return new DataKeys.Start()
        .dataKeys(stopping(), one.context().getBean(MasterKeys.class), clock);
  }

  private DataKeyRows stopping() {
    var rows = one.context().getBean(DataKeyRows.class);
    return (DataKeyRows)
        Proxy.newProxyInstance(
            DataKeyRows.class.getClassLoader(),
            new Class<?>[] {DataKeyRows.class},
            (_, method, arguments) -> {
              try {
                var answer = method.invoke(rows, arguments);
                if (method.getName().equals("find") && --untilStopped == 0) {
                  scene.begin(one);
                  scene.reach(State.DONE, one);
                }
                return answer;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private void assertSealsWithTheNewKey(DataKeys keys) {
    assertThat(keys.held().keys().primary()).isNotEqualTo(rotation(one).newKey());
    keys.toSeal();
    assertThat(keys.held().keys().primary()).isEqualTo(rotation(one).newKey());
  }

  @Test
  void in_a_look() {
    var keys = keys();
    untilStopped = 1;
    keys.look();
    assertSealsWithTheNewKey(keys);
  }

  @Test
  void at_the_start() {
    untilStopped = 2;
    assertSealsWithTheNewKey(keys());
  }
}
