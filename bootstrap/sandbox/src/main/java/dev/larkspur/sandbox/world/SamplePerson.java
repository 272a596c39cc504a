package dev.larkspur.sandbox.world;

/**
 * Somebody who works at the sample company.
 *
 * @param available whether the app may be used by, and write to, this person
 */
public record SamplePerson(
    String openId,
    String unionId,
    String userId,
    String name,
    String enName,
    String email,
    String mobile,
    String tenantKey,
    String chatId,
    boolean available) {}
