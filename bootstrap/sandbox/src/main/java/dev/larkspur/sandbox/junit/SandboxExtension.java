package dev.larkspur.sandbox.junit;

import dev.larkspur.sandbox.Sandbox;
import dev.larkspur.sandbox.SandboxOptions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * A sandbox for the tests of a class, in place of Feishu.
 *
 * <p>In a static field it runs as long as the class, and what one test set is undone before the
 * next; people, tokens and cards stay. In an instance field each test has one of its own. A
 * parameter of type {@link Sandbox} is filled in.
 */
public final class SandboxExtension
    implements BeforeAllCallback,
        BeforeEachCallback,
        AfterEachCallback,
        AfterAllCallback,
        ParameterResolver {
  private final SandboxOptions options;
  private @Nullable Sandbox running;
  private @Nullable String owner;

  /** With everything as the platform has it; for {@code @ExtendWith}. */
  public SandboxExtension() {
    this(SandboxOptions.defaults());
  }

  private SandboxExtension(SandboxOptions options) {
    this.options = options;
  }

  public static SandboxExtension with(SandboxOptions options) {
    return new SandboxExtension(options);
  }

  public Sandbox sandbox() {
    if (running == null) {
      throw new IllegalStateException("the sandbox runs only while tests do");
    }
    return running;
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    startFor(context);
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    startFor(context);
    sandbox().restore();
  }

  @Override
  public void afterEach(ExtensionContext context) {
    stopFor(context);
  }

  @Override
  public void afterAll(ExtensionContext context) {
    stopFor(context);
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Sandbox.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return sandbox();
  }

  /** Whoever is first is the owner: the class, or a test if nothing ran for the class. */
  private void startFor(ExtensionContext context) {
    if (running == null) {
      running = Sandbox.start(options);
      owner = context.getUniqueId();
    }
  }

  private void stopFor(ExtensionContext context) {
    if (running != null && context.getUniqueId().equals(owner)) {
      running.close();
      running = null;
    }
  }
}
