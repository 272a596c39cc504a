package dev.larkspur.domain.identity;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * What the platform tells of a person. It names only what the app was allowed to know, so all but
 * the first three may be missing.
 *
 * @param name as the person is shown to colleagues; never blank
 * @param enName their name in English; null if not told
 * @param avatar null if not told
 */
public record Profile(
    Person person,
    Tenant tenant,
    String name,
    @Nullable String enName,
    Ids ids,
    Contact contact,
    @Nullable URI avatar) {

  /**
   * Other names by which systems know the person.
   *
   * @param unionId the same across the apps of one developer
   * @param userId the company's own; the same across all apps of the company
   * @param employeeNo as the company's staff list has it
   */
  public record Ids(
      @Nullable String unionId, @Nullable String userId, @Nullable PersonalDetail employeeNo) {
    public static final Ids NONE = new Ids(null, null, null);
  }

  /**
   * How the person can be reached.
   *
   * @param email the one of their account
   * @param enterpriseEmail the mailbox that the company gave them on the platform
   */
  public record Contact(
      @Nullable PersonalDetail mobile,
      @Nullable PersonalDetail email,
      @Nullable PersonalDetail enterpriseEmail) {
    public static final Contact NONE = new Contact(null, null, null);
  }
}
