package dev.larkspur.application.authorization.port;

/** The platform's name for a message that shows a card. */
public record MessageId(String value) {}
