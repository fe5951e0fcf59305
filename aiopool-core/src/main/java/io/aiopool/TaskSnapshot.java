package io.aiopool;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * A task that a worker has, at one moment. Immutable; its arguments are left out.
 *
 * @param id its number in the pool
 * @param name its name
 * @param lane its lane in the flight recorder of the worker
 * @param attempt which attempt this is, from 1
 * @param elements so many elements of a map it stands for
 * @param exclusive whether it runs alone
 * @param age time since it was submitted
 * @param here time since it was sent to the worker
 * @param remaining time to its deadline; {@code null} without one
 */
public record TaskSnapshot(long id, String name, int lane, int attempt, int elements, boolean exclusive, Duration age,
		Duration here, @Nullable Duration remaining) {

}
