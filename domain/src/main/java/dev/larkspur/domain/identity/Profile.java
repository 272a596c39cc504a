package dev.larkspur.domain.identity;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * What the platform tells of a person.
 *
 * @param name as the person is shown to colleagues; never blank
 * @param unionId the same across the apps of one developer; null if not told
 * @param avatar null if not told
 */
public record Profile(
    Person person, Tenant tenant, String name, @Nullable String unionId, @Nullable URI avatar) {}
