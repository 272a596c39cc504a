package dev.larkspur.adapters.feishu.subscribe;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A subscriber that keeps what it gets, and does what a test wants it to. */
class Recorder<E> implements EventSubscriber<E> {
  /** What a subscriber does with an event. */
  interface Work {
    void on() throws Exception;
  }

  final List<E> got = new CopyOnWriteArrayList<>();
  volatile Work work = () -> {};
  private final String name;
  private final EventType<E> type;

  Recorder(String name, EventType<E> type) {
    this.name = name;
    this.type = type;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public EventType<E> type() {
    return type;
  }

  @Override
  public void on(E event) throws Exception {
    got.add(event);
    work.on();
  }
}
