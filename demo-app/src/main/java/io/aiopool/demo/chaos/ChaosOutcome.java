package io.aiopool.demo.chaos;

/**
 * What the caller of a deadly method got.
 *
 * @param kind how the worker was hurt
 * @param type class of the exception, or "none"
 * @param message its message, or what was returned
 * @param elapsedMillis time from the call to that
 */
public record ChaosOutcome(ChaosKind kind, String type, String message, long elapsedMillis) {

}
