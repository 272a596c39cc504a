package dev.larkspur.application.keys.port;

final class InMemorySealingTest implements SealingContract {
  private final Sealing sealing = new InMemorySealing();

  @Override
  public Sealing sealing() {
    return sealing;
  }
}
