package dev.larkspur.application.memory;

/**
 * How far an instance has heard of changes. The store numbers them in the order in which they were
 * begun, which is not the order in which they came to be.
 *
 * @param history of which store, in which course of events; numbers of two histories do not compare
 * @param over each change with a lower number has been heard, or will never be
 * @param next no change with this number or a higher one had ended
 */
public record Horizon(String history, long over, long next) {}
