/**
 * Real servers on a real PostgreSQL against the stand-in for the platform, killed, stopped and
 * continued while people use them; and the account that is drawn up afterwards.
 */
@NullMarked
package dev.larkspur.benchmarks.chaos;

import org.jspecify.annotations.NullMarked;
