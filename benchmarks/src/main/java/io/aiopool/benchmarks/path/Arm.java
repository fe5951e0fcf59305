package io.aiopool.benchmarks.path;

import java.util.concurrent.Callable;

/**
 * Something to be called, one of several that take turns.
 *
 * @param name what it is
 * @param calls how often it is called in a turn
 * @param call the call
 */
public record Arm(String name, int calls, Callable<?> call) {

}
