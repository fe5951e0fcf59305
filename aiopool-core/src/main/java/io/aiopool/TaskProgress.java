package io.aiopool;

import org.jspecify.annotations.Nullable;

/**
 * How far a task has come, as it said in its worker.
 *
 * @param task id of the task
 * @param name name of the task
 * @param attempt number of the attempt, from 1
 * @param fraction from 0 to 1
 * @param message what the task said with it, if anything
 */
public record TaskProgress(long task, String name, int attempt, double fraction, @Nullable String message) {

}
