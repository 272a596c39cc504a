package dev.larkspur.application.checkup.port;

import dev.larkspur.domain.identity.AppId;
import dev.larkspur.domain.identity.OpenId;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Compares how the platform has an app set up with what Larkspur needs of it. */
public interface Checkup {
  /**
   * Makes every check of a configured app, side by side. Spends no one's token, asks for no one's
   * consent, and needs no database.
   *
   * @param to who gets a test card, which is taken back; null: nobody gets anything
   * @param told hears each finding in the order of the checks, as soon as it is known
   */
  void examine(AppId app, @Nullable OpenId to, Consumer<Finding> told);
}
